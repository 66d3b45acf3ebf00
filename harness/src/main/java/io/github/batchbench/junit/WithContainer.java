package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A storage container, empty at first: {@link io.github.batchbench.api.TestContainer TestContainer}. Two of the same name
 * and scope are one.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Fixture
public @interface WithContainer {
    /** Part of its name in the account. */
    String value() default "container";

    /** How long it lives, as long as its account at most. */
    Scope scope() default Scope.TEST;
}
