package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A pool with all its nodes ready: {@link io.github.batchbench.api.TestPool TestPool}. Tests that ask for the same
 * share it as far as its scope and its account reach.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Fixture
public @interface WithPool {
    /** The id of a pool that is there already, and stays; empty for one of the kit's. */
    String existing() default "";

    /**
     * A name under which a live run leaves the pool for later ones, which find its nodes ready; it ends by itself two
     * hours after it was made. Empty for a pool that ends with its scope.
     */
    String reuse() default "";

    /** How many nodes, cheap ones included. */
    int nodes() default 1;

    /** How many of them may be taken away at any time. */
    int spot() default 0;

    /** How many tasks a node runs at once. */
    int slotsPerNode() default 1;

    /** The size of the nodes. */
    String vmSize() default "standard_d2s_v3";

    /** What {@code /bin/sh} runs on a node before it takes tasks; without single quotes. */
    String startScript() default "";

    /** How long it lives, as long as its account at most. */
    Scope scope() default Scope.RUN;
}
