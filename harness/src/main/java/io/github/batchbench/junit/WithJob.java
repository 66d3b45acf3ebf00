package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An empty job on the test's pool: {@link io.github.batchbench.api.TestJob TestJob}.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Fixture
public @interface WithJob {
    /** After how many minutes the service ends it. */
    int maxMinutes() default 60;

    /** How long it lives, as long as its account at most. */
    Scope scope() default Scope.TEST;
}
