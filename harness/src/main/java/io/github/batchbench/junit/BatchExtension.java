package io.github.batchbench.junit;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link BatchTest} registers; made by {@link #builder()} it does the same with settings, as a static field or one
 * of each instance that is annotated {@code @RegisterExtension}. One or the other, for JUnit refuses two that offer the
 * same parameters.
 *
 * <p>Methods, constructors and fields marked {@link Fixture} can ask for
 *
 * <ul>
 *   <li>{@link com.microsoft.azure.batch.BatchClient BatchClient}, {@link
 *       com.azure.storage.blob.BlobServiceClient BlobServiceClient}, {@link
 *       io.github.batchbench.azure.AzureAccount AzureAccount}, {@link io.github.batchbench.api.BatchWorkflow
 *       BatchWorkflow} (a new one each time);
 *   <li>what a {@code @With…} annotation describes;
 *   <li>{@link FakeAzure} or a part of it: {@link io.github.batchbench.api.FakeClock FakeClock}, {@link
 *       io.github.batchbench.api.Faults Faults}, {@link io.github.batchbench.api.TaskScripts
 *       TaskScripts}. A live run skips such a test, and says why.
 * </ul>
 *
 * <p>It has no state: JUnit keeps, and closes, what belongs to a test, a class or a run. Thread-safe.
 */
public final class BatchExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                InvocationInterceptor,
                ParameterResolver {
    private final @Nullable ExtensionSettings settings;

    /** Made by JUnit, with what {@link BatchTest} says. */
    public BatchExtension() {
        this(null);
    }

    private BatchExtension(@Nullable ExtensionSettings settings) {
        this.settings = settings;
    }

    /** An extension with settings. */
    public static Builder builder() {
        return new Builder(ExtensionSettings.of(Scope.TEST));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return LiveCondition.evaluate(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        new Fields(fixtureContext(context)).setStatic(context.getRequiredTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        FixtureContext fixtureContext = fixtureContext(context);
        TestLifecycle.start(fixtureContext);
        new Fields(fixtureContext).setOf(context.getRequiredTestInstances().getAllInstances());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        TestLifecycle.end(fixtureContext(context));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        HangDetector.watch(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        HangDetector.watch(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        HangDetector.watch(invocation);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        HangDetector.watch(invocation);
    }

    /** Constructors see the test that they are called for, as methods do. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return FixtureTypes.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return FixtureTypes.of(parameter.getParameter().getType())
                .apply(fixtureContext(context).at(parameter.getParameter()));
    }

    private FixtureContext fixtureContext(ExtensionContext context) {
        return new FixtureContext(context, settings == null ? declared(context) : settings, null);
    }

    private static ExtensionSettings declared(ExtensionContext context) {
        Optional<ExtensionContext> place = Optional.of(context);
        while (place.isPresent()) {
            Optional<Class<?>> type = place.get().getTestClass();
            Optional<BatchTest> found = type.flatMap(test -> AnnotationSupport.findAnnotation(test, BatchTest.class));
            if (found.isPresent()) {
                return InitialContent.of(found.get(), type.orElseThrow());
            }
            place = place.get().getParent();
        }
        return ExtensionSettings.of(Scope.TEST);
    }

    /** Settings for an extension. Not thread-safe. */
    public static final class Builder {
        private ExtensionSettings settings;

        private Builder(ExtensionSettings settings) {
            this.settings = settings;
        }

        /** How long a fake lives; for one test if not said. */
        public Builder fake(Scope scope) {
            settings = settings.withFake(scope);
            return this;
        }

        /** Changes what a fake is started with. */
        public Builder options(UnaryOperator<FakeAzureOptions> change) {
            settings = settings.withOptions(change);
            return this;
        }

        /** Does something to each fake before anybody else sees it, for example {@code a -> a.clock().virtual()}. */
        public Builder prepare(Consumer<FakeAzure> action) {
            settings = settings.withPrepare(action);
            return this;
        }

        /**
         * Enters the accounts with tokens of the fake's authority in place of keys, as a live run does that has no keys. The
         * SDKs send tokens to https only, so clients that the kit does not make need {@code withHttps()} too.
         */
        public Builder tokens() {
            settings = settings.withTokens();
            return this;
        }

        /**
         * Uses a fake that is somebody else's, and does not close it. It is asked for when a test first needs it, once
         * for each class.
         */
        public Builder azure(Supplier<FakeAzure> given) {
            settings = settings.withFake(Scope.CLASS).withGiven(given);
            return this;
        }

        /** The extension. */
        public BatchExtension build() {
            return new BatchExtension(settings);
        }
    }
}
