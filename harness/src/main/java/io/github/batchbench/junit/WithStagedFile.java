package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A file in storage with a read signature: {@link io.github.batchbench.api.StagedFile StagedFile}. Its content is one of
 * text, resource and file.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Fixture
@Repeatable(WithStagedFile.All.class)
public @interface WithStagedFile {
    /** Its name, also in a task's working directory. */
    String value();

    /** Its content as it stands here. */
    String text() default "";

    /** Its content as a resource of the test class, for example {@code /corpus/a.txt}. */
    String resource() default "";

    /** Its content as a file, relative to where the tests run. */
    String file() default "";

    /** How long it lives, as long as its account at most. */
    Scope scope() default Scope.TEST;

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE
    })
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @Fixture
    @interface All {
        /** The files. */
        WithStagedFile[] value();
    }
}
