package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a fake of Azure Batch and Blob storage, or with {@code -Dbatchbench.target=live} the real
 * account. What a signature asks for says what the test needs, and only that is made: the fake starts when somebody
 * first asks for a part of it, and ends with its {@link #fake() scope}, with every process that it started.
 *
 * <p>May be put on another annotation; is inherited. {@link BatchExtension} tells which types a test can ask for.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(BatchExtension.class)
public @interface BatchTest {
    /** How long a fake lives; a live account outlives them all. */
    Scope fake() default Scope.TEST;

    /**
     * What is in each fake from the start: a file of {@link io.github.batchbench.api.FakeAzureOptions#withInit}, YAML or JSON. It
     * is looked for on the class path, from the package of the class or, with a slash first, from the root, and then as a
     * path. Empty for nothing. A live account is left as it is.
     */
    String init() default "";

    /**
     * The state that each fake begins with: a snapshot that {@link io.github.batchbench.api.Snapshots} has saved, which is looked
     * for as {@link #init} is. Empty for none. What {@link #init} names is put there after it. A live account is left as it
     * is.
     */
    String from() default "";
}
