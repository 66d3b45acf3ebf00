package io.github.batchbench.junit;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TearDown;
import io.github.batchbench.azure.AccountConfiguration;
import io.github.batchbench.azure.AzureAccount;
import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.opentest4j.TestAbortedException;

/**
 * One place in a run, a class or a test, and what has been made for it and those above it. All state is in JUnit's
 * stores, so that JUnit ends it whatever happens.
 */
final class FixtureContext {
    private static final Namespace NAMESPACE = Namespace.create(BatchExtension.class);

    private final ExtensionContext context;
    private final ExtensionSettings settings;
    private final TestTarget target;
    private final @Nullable AnnotatedElement asked;

    FixtureContext(ExtensionContext context, ExtensionSettings settings, @Nullable AnnotatedElement asked) {
        this.asked = asked;
        this.context = context;
        this.settings = settings;
        this.target = TestTarget.of(context);
    }

    /** The same for somebody who asks there. */
    FixtureContext at(AnnotatedElement element) {
        return new FixtureContext(context, settings, element);
    }

    Declarations declarations() {
        return Declarations.from(context, asked);
    }

    Fixtures fixtures() {
        return new Fixtures(this);
    }

    ExtensionContext context() {
        return context;
    }

    boolean isLive() {
        return target == TestTarget.LIVE;
    }

    /** A scope, but no longer than the account lives. */
    Scope limited(Scope scope) {
        return scope.atMost(isLive() ? Scope.RUN : settings.fake());
    }

    /** The fake or the live account for this place; starts it if need be. */
    TestBed bed() {
        if (isLive()) {
            return get(Scope.RUN, TestBed.class, TestBed.class, () -> liveBed());
        }
        TestBed bed = get(settings.fake(), settings, TestBed.class, () -> {
            TestBed made = TestBed.offline(settings);
            made.azure().ifPresent(run()::opened);
            return made;
        });
        if (context.getTestMethod().isPresent()) {
            bed.leaks().enter(testId(), mayLeave());
        }
        return bed;
    }

    /**
     * The fake.
     *
     * @param asked the name of the type that was asked for
     * @throws TestAbortedException on a live run, which has none
     */
    FakeAzure azure(String asked) {
        return bed().azure().orElseThrow(() -> new TestAbortedException(LiveCondition.onlyOffline(asked)));
    }

    /** Where what is made in a scope is noted; it is taken down before the account is gone. */
    TearDown tearDown(Scope scope) {
        TestBed first = bed();
        return get(scope, TearDown.class, Ending.class, () -> new Ending(new TearDown(), first))
                .things();
    }

    /** Takes down what was made for this test alone; JUnit would do so too, but after its last word on the test. */
    void takeDownTest() {
        find(Scope.TEST, TearDown.class, Ending.class).ifPresent(Ending::close);
    }

    /** Ends a fake that is this test's own. */
    void closeTestBed() {
        find(Scope.TEST, settings, TestBed.class).ifPresent(TestBed::close);
    }

    /** The fake or the account, if somebody has asked for a part of it. */
    Optional<TestBed> bedIfAny() {
        Object key = isLive() ? TestBed.class : settings;
        Scope scope = isLive() ? Scope.RUN : settings.fake();
        return find(scope, key, TestBed.class);
    }

    /** What this run has in common. */
    RunState run() {
        return get(Scope.RUN, RunState.class, RunState.class, RunState::new);
    }

    private record Ending(TearDown things, TestBed before) implements StoreValue {
        @Override
        public void close() {
            things.close();
        }
    }

    /** The test's name for people; invocations of one method are told apart. */
    String testId() {
        String method = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        int number = context.getUniqueId().lastIndexOf("invocation:");
        return number < 0
                ? method + "()"
                : method + "("
                        + context.getUniqueId()
                                .substring(number + "invocation:".length())
                                .replace("]", "") + ")";
    }

    Set<Leftover> mayLeave() {
        return declarations()
                .nearest(MayLeave.class)
                .map(may -> Set.of(may.value()))
                .orElse(Set.of());
    }

    private TestBed liveBed() {
        AccountConfiguration configuration = AccountConfiguration.ofThisProcess();
        AzureAccount account = configuration
                .account()
                .orElseThrow(() -> LiveCondition.isRequired(context)
                        ? new ExtensionConfigurationException(LiveCondition.missing(configuration))
                        : new TestAbortedException(LiveCondition.missing(configuration)));
        return TestBed.live(account, configuration.management().orElse(null));
    }

    /** What the store of a scope has under a key; made on the first look. */
    @SuppressWarnings("deprecation") // The method that replaces it is not in JUnit 5.
    <T> T get(Scope scope, Object key, Class<T> type, Supplier<T> maker) {
        return Objects.requireNonNull(store(scope).getOrComputeIfAbsent(new Key(scope, key), k -> maker.get(), type));
    }

    private <T> Optional<T> find(Scope scope, Object key, Class<T> type) {
        return Optional.ofNullable(store(scope).get(new Key(scope, key), type));
    }

    /** A store also shows what those above it hold; this keeps them apart. */
    private record Key(Scope scope, Object of) {}

    private Store store(Scope scope) {
        return switch (scope) {
            case TEST -> testStore();
            case CLASS -> outermostClass().getStore(NAMESPACE);
            case RUN -> context.getRoot().getStore(NAMESPACE);
        };
    }

    private Store testStore() {
        if (context.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException("What " + context.getDisplayName()
                    + " asks for outside of a test lives for one test only. Let it live longer:"
                    + " @BatchTest(fake = Scope.CLASS), and a scope for what is declared by @With…; or ask for it in"
                    + " a test or @BeforeEach method.");
        }
        return context.getStore(NAMESPACE);
    }

    private ExtensionContext outermostClass() {
        ExtensionContext outermost = context;
        ExtensionContext above = context;
        while (above.getTestClass().isPresent()) {
            outermost = above;
            above = above.getParent().orElseGet(context::getRoot);
        }
        return outermost;
    }
}
