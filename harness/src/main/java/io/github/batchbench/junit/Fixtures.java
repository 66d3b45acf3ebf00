package io.github.batchbench.junit;

import io.github.batchbench.api.PoolRequest;
import io.github.batchbench.api.ResourceFactory;
import io.github.batchbench.api.StagedApplication;
import io.github.batchbench.api.StagedFile;
import io.github.batchbench.api.TaskRequest;
import io.github.batchbench.api.TearDown;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestOutputs;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Makes what the {@code @With…} annotations in sight declare, when it is first asked for, each thing once in its scope. */
final class Fixtures {
    private final FixtureContext fixtureContext;
    private final Declarations declarations;

    Fixtures(FixtureContext fixtureContext) {
        this.fixtureContext = fixtureContext;
        this.declarations = fixtureContext.declarations();
    }

    /** What each annotation says if it is not there. */
    @WithContainer
    @WithPool
    @WithJob
    private static final class Defaults {}

    private record PoolKey(WithPool pool, @Nullable WithApplication application) {}

    private record JobKey(WithJob job, PoolKey pool) {}

    private record TasksKey(WithTasks tasks, JobKey job, List<WithStagedFile> files) {}

    private record ContainerKey(String name, Object of) {}

    TestContainer container() {
        WithContainer with = withDefault(WithContainer.class);
        return container(with.value(), with, fixtureContext.limited(with.scope()));
    }

    private TestContainer container(String name, Object of, Scope scope) {
        return make(
                scope, new ContainerKey(name, of), TestContainer.class, (factory, end) -> factory.container(name, end));
    }

    /** The one staged file that is meant. */
    StagedFile stagedFile() {
        List<WithStagedFile> own = declarations.itself().all(WithStagedFile.class);
        List<WithStagedFile> here = own.isEmpty() ? declarations.all(WithStagedFile.class) : own;
        if (here.size() != 1) {
            throw new ExtensionConfigurationException("A StagedFile is asked for, but "
                    + (here.isEmpty() ? "none is" : here.size() + " are")
                    + " declared: put @WithStagedFile(\"name\", text = …) on the parameter or field"
                    + (here.isEmpty() ? ", the method or the class." : " to say which."));
        }
        return staged(here.get(0));
    }

    private StagedFile staged(WithStagedFile with) {
        Scope scope = fixtureContext.limited(with.scope());
        TestContainer container = container("staged", WithStagedFile.class, scope);
        return make(
                scope,
                with,
                StagedFile.class,
                (factory, end) -> Contents.of(with, fixtureContext.context()).stage(container));
    }

    StagedApplication application() {
        WithApplication with = declarations
                .nearest(WithApplication.class)
                .orElseThrow(() -> new ExtensionConfigurationException("A StagedApplication is asked for, but none is"
                        + " declared: put @WithApplication on the method or the class, so that the pool has it too."));
        return application(with, poolScope(withDefault(WithPool.class)));
    }

    private StagedApplication application(WithApplication with, Scope scope) {
        TestContainer container = container("application", with, scope);
        return make(
                scope,
                with,
                StagedApplication.class,
                (factory, end) -> new StagedApplication(container.stage(Contents.of(with))));
    }

    TestPool pool() {
        PoolKey key = poolKey();
        Scope scope = poolScope(key.pool());
        Optional<StagedApplication> application =
                Optional.ofNullable(key.application()).map(with -> application(with, scope));
        return make(scope, key, TestPool.class, (factory, end) -> factory.pool(request(key.pool(), application), end));
    }

    private PoolKey poolKey() {
        return new PoolKey(
                withDefault(WithPool.class),
                declarations.nearest(WithApplication.class).orElse(null));
    }

    private Scope poolScope(WithPool with) {
        return fixtureContext.limited(with.scope());
    }

    private static PoolRequest request(WithPool with, Optional<StagedApplication> application) {
        String own = with.startScript();
        String script = application
                .map(program -> program.startScript() + (own.isBlank() ? "" : " && { " + own + "; }"))
                .orElse(own);
        return new PoolRequest(
                with.existing(),
                with.reuse(),
                with.nodes(),
                with.spot(),
                with.slotsPerNode(),
                with.vmSize(),
                script,
                application.map(program -> List.of(program.file())).orElse(List.of()));
    }

    TestJob job() {
        JobKey key = jobKey();
        Scope scope = within(
                fixtureContext.limited(key.job().scope()),
                "@WithJob",
                poolScope(key.pool().pool()),
                "@WithPool");
        TestPool pool = pool();
        Duration limit = Duration.ofMinutes(key.job().maxMinutes());
        return make(scope, key, TestJob.class, (factory, end) -> factory.job(pool, limit, end));
    }

    private JobKey jobKey() {
        return new JobKey(withDefault(WithJob.class), poolKey());
    }

    TestTasks tasks() {
        TasksKey key = tasksKey();
        Scope jobScope = fixtureContext.limited(key.job().job().scope());
        Scope scope = within(tasksScope(key), "@WithTasks", jobScope, "@WithJob");
        List<StagedFile> files = key.files().stream().map(this::staged).toList();
        TestJob job = job();
        TestContainer outputs = key.tasks().outputs().isEmpty() ? null : outputContainer(key);
        WithTasks with = key.tasks();
        return make(
                scope,
                key,
                TestTasks.class,
                (factory, end) -> job.run(new TaskRequest(
                        List.of(with.value()),
                        files,
                        with.outputs(),
                        outputs,
                        with.retries(),
                        Duration.ofMinutes(with.timeoutMinutes()))));
    }

    private TasksKey tasksKey() {
        WithTasks with = declarations
                .nearest(WithTasks.class)
                .orElseThrow(() -> new ExtensionConfigurationException("Tasks or their outputs are asked for, but none"
                        + " are declared: put @WithTasks({\"echo hello\"}) on the method, the class or the parameter;"
                        + " or ask for a TestJob and call run(…)."));
        return new TasksKey(with, jobKey(), declarations.all(WithStagedFile.class));
    }

    private Scope tasksScope(TasksKey key) {
        return fixtureContext.limited(key.tasks().scope());
    }

    private TestContainer outputContainer(TasksKey key) {
        return container("output", key, tasksScope(key));
    }

    TestOutputs outputs() {
        TasksKey key = tasksKey();
        if (key.tasks().outputs().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "Outputs are asked for, but the tasks upload none: say which, @WithTasks(…, outputs = \"*.txt\").");
        }
        return TestOutputs.of(tasks(), outputContainer(key));
    }

    private static Scope within(Scope scope, String what, Scope outer, String around) {
        if (scope.compareTo(outer) > 0) {
            throw new ExtensionConfigurationException(what + " is to live for " + scope.title() + " but its " + around
                    + " only for " + outer.title() + ": give both the same scope.");
        }
        return scope;
    }

    private <A extends Annotation> A withDefault(Class<A> type) {
        return declarations.nearest(type).orElseGet(() -> Defaults.class.getAnnotation(type));
    }

    @FunctionalInterface
    private interface Maker<T> {
        T make(ResourceFactory factory, TearDown end);
    }

    private <T> T make(Scope scope, Object key, Class<T> type, Maker<T> maker) {
        ResourceFactory factory = fixtureContext.bed().resources();
        TearDown end = fixtureContext.tearDown(scope);
        return fixtureContext.get(scope, key, type, () -> maker.make(factory, end));
    }
}
