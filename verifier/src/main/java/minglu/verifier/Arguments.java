package minglu.verifier;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of a command: positional ones and options with a value. */
final class Arguments {

    private final List<String> positional = new ArrayList<>();
    private final Map<String, List<String>> options = new HashMap<>();

    private Arguments() {}

    /**
     * Reads arguments.
     *
     * @param allowed the options that may occur
     */
    static Arguments parse(List<String> args, Set<String> allowed) throws UnusableException {
        Arguments parsed = new Arguments();
        for (int at = 0; at < args.size(); at++) {
            String arg = args.get(at);
            if (!arg.startsWith("--")) {
                parsed.positional.add(arg);
                continue;
            }
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (!allowed.contains(name)) {
                throw new UnusableException(Place.argument(name), "此命令没有该选项", "this command has no such option");
            }
            if (equals < 0 && ++at == args.size()) {
                throw new UnusableException(Place.argument(name), "缺少值", "its value is missing");
            }
            parsed.options
                    .computeIfAbsent(name, one -> new ArrayList<>())
                    .add(equals < 0 ? args.get(at) : arg.substring(equals + 1));
        }
        return parsed;
    }

    /** The positional arguments, of which there must be as many. */
    List<Path> paths(int count) throws UnusableException {
        if (positional.size() != count) {
            throw new UnusableException(
                    Place.WHOLE,
                    "应有 " + count + " 个文件参数,实有 " + positional.size() + " 个",
                    "it takes " + count + " files, " + positional.size() + " are given");
        }
        List<Path> paths = new ArrayList<>();
        for (String one : positional) {
            paths.add(path(one));
        }
        return paths;
    }

    /** The value of an option that may be given once; null where it is not. */
    String one(String name) throws UnusableException {
        List<String> values = options.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new UnusableException(Place.argument(name), "只能给一次", "it may be given once only");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The path of an option that may be given once; null where it is not. */
    Path onePath(String name) throws UnusableException {
        String value = one(name);
        return value == null ? null : path(value);
    }

    /** The paths of an option. */
    List<Path> all(String name) throws UnusableException {
        List<Path> paths = new ArrayList<>();
        for (String value : options.getOrDefault(name, List.of())) {
            paths.add(path(value));
        }
        return paths;
    }

    private static Path path(String text) throws UnusableException {
        try {
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            throw new UnusableException(Place.argument(text), "不是文件名", "this is no name of a file");
        }
    }
}
