package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a test may leave behind without failing: of the kinds given, or of any kind. The nearest annotation counts, on the
 * method before the class.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface MayLeave {
    /** The kinds; all of them if none is named. */
    Leftover[] value() default {
        Leftover.JOB_SCHEDULE,
        Leftover.JOB,
        Leftover.POOL,
        Leftover.CONTAINER,
        Leftover.PROCESS,
        Leftover.FOLDER,
        Leftover.THREAD
    };
}
