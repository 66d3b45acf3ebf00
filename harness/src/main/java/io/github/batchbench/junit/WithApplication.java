package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program on every node of the pools that the test gets: {@link
 * io.github.batchbench.api.StagedApplication StagedApplication}. It lives as long as the pool.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Fixture
public @interface WithApplication {
    /** The program's file; empty for the one that comes with the kit, which counts words. */
    String value() default "";
}
