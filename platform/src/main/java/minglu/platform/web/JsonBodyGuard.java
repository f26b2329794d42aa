package minglu.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Looks at the bytes of a JSON body before the mapper does: at most {@link #MAX_BYTES}, and UTF-8. The mapper alone would guess
 * UTF-16 and UTF-32, and would read other charsets that the content type names. Bodies that an endpoint takes as raw bytes do not
 * come here; those endpoints set limits of their own.
 */
@ControllerAdvice
class JsonBodyGuard extends RequestBodyAdviceAdapter {

    /** Most bytes of a JSON body: 1 MiB. */
    static final int MAX_BYTES = 1 << 20;

    @Override
    public boolean supports(
            MethodParameter parameter, Type targetType, Class<? extends HttpMessageConverter<?>> converterType) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converterType);
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        HttpHeaders headers = message.getHeaders();
        requireUtf8(headers.getContentType());
        if (headers.getContentLength() > MAX_BYTES) {
            throw tooLarge(headers.getContentLength() + "");
        }
        byte[] bytes = message.getBody().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge("more than " + MAX_BYTES);
        }
        requireUtf8(bytes);
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }
        };
    }

    private static void requireUtf8(MediaType type) {
        Charset charset = type == null ? null : type.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            throw new RefusedException(
                    ProblemCode.MALFORMED, "the body must be UTF-8, the content type says " + charset.name());
        }
    }

    private static void requireUtf8(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            // JSON never holds a NUL byte; UTF-16 and UTF-32 do.
            if (bytes[i] == 0) {
                throw new RefusedException(ProblemCode.MALFORMED, "the body is not UTF-8 JSON: byte " + i + " is 0");
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new RefusedException(ProblemCode.MALFORMED, "the body is not UTF-8");
        }
    }

    private static RefusedException tooLarge(String size) {
        return new RefusedException(
                ProblemCode.TOO_LARGE, "a JSON body has at most " + MAX_BYTES + " bytes, this one has " + size);
    }
}
