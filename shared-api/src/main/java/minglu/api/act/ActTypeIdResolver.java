package minglu.api.act;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/** Finds the data record of an act by the code of its type. */
final class ActTypeIdResolver extends TypeIdResolverBase {

    @Override
    public String idFromValue(DatabindContext context, Object value) {
        return ActType.of(value.getClass()).code();
    }

    @Override
    public String idFromValueAndType(DatabindContext context, Object value, Class<?> suggestedType) {
        return ActType.of(value == null ? suggestedType : value.getClass()).code();
    }

    @Override
    public JavaType typeFromId(DatabindContext context, String id) {
        return ActType.find(id)
                .map(type -> context.constructType(type.data()))
                .orElseThrow(() -> new IllegalArgumentException("no act type has the code " + id));
    }

    @Override
    public JsonTypeInfo.Id getMechanism() {
        return JsonTypeInfo.Id.CUSTOM;
    }
}
