package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A contract test that holds on the real service too. A live run that passes publishes the report entry {@code
 * batchbench.verifiedLive} with its date, which is what {@link #on()} should say then.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface VerifiedLive {
    /** The date of the last live run that passed, for example {@code 2026-11-23}. */
    String on();
}
