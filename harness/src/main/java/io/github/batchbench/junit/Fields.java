package io.github.batchbench.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/** Sets the fields that are marked {@link Fixture}. */
final class Fields {
    private final FixtureContext fixtureContext;

    Fields(FixtureContext fixtureContext) {
        this.fixtureContext = fixtureContext;
    }

    void setStatic(Class<?> type) {
        fields(type, true).forEach(field -> set(field, null));
    }

    /** Of the test's object and of those around it. */
    void setOf(List<Object> instances) {
        for (Object instance : instances) {
            for (Field field : fields(instance.getClass(), false)) {
                refuseRace(field);
                set(field, instance);
            }
        }
    }

    private static List<Field> fields(Class<?> type, boolean ofClass) {
        return AnnotationSupport.findAnnotatedFields(
                type,
                Fixture.class,
                field -> ModifierSupport.isStatic(field) == ofClass,
                HierarchyTraversalMode.TOP_DOWN);
    }

    private void set(Field field, @Nullable Object instance) {
        if (Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException("A field marked @Fixture cannot be final: " + field + ".");
        }
        if (!FixtureTypes.contains(field.getType())) {
            throw new ExtensionConfigurationException("There is no fixture for " + field + ". The types are "
                    + FixtureTypes.names() + ", and no supertype of theirs.");
        }
        try {
            if (!field.trySetAccessible()) {
                throw new ExtensionConfigurationException("Cannot reach " + field + ": open its package to the kit.");
            }
            field.set(instance, FixtureTypes.of(field.getType()).apply(fixtureContext.at(field)));
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("Cannot set " + field + ".", e);
        }
    }

    /** One object for tests that run at once: a test would see the fixture of another one. */
    private void refuseRace(Field field) {
        boolean oneObject =
                fixtureContext.context().getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_CLASS;
        if (oneObject && fixtureContext.context().getExecutionMode() == ExecutionMode.CONCURRENT) {
            throw new ExtensionConfigurationException("The tests of "
                    + field.getDeclaringClass().getName()
                    + " run at the same time on one object (Lifecycle.PER_CLASS), so the field " + field.getName()
                    + " cannot be each one's own: ask for it as a parameter.");
        }
    }
}
