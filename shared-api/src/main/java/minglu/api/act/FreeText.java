package minglu.api.act;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that a person writes freely, and that can therefore hold a name: it is sealed before it enters a command or an event
 * ({@link minglu.api.text.TextSeal}) and can be erased for good.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FreeText {}
