package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tasks in the test's job: {@link io.github.batchbench.api.TestTasks TestTasks}. Each finds the test's staged files in
 * its working directory.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Fixture
public @interface WithTasks {
    /** What {@code /bin/sh} runs, without single quotes: one script for each task. */
    String[] value();

    /** Which files of its working directory each task uploads when it is over, for example {@code *.txt}. */
    String outputs() default "";

    /** How often a failed task is run again. */
    int retries() default 0;

    /** How many minutes to wait for them. */
    int timeoutMinutes() default 20;

    /** How long it lives, as long as its account at most. */
    Scope scope() default Scope.TEST;
}
