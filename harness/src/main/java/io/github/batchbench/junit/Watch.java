package io.github.batchbench.junit;

import io.github.batchbench.fake.server.FakeAzure;
import io.github.batchbench.fake.server.NotModelled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Looks after one test: notes how things were before it, and says what is wrong after it. In this order: what the fake
 * does not do, what is left in the account, evidence, tear-down, what is left in the JVM.
 *
 * @param since real time
 * @param changes how many changes of state there had been in a fake that others use too
 * @param notModelled how many requests had been answered 501 there
 */
record Watch(Instant since, long changes, int notModelled) {

    static void start(Site site) {
        site.run().enter(site);
        Optional<TestBed> shared = site.bedIfAny();
        shared.ifPresent(bed -> bed.census().enter(site.testId(), site.mayLeave()));
        Watch watch = new Watch(
                Instant.now(),
                shared.map(bed -> bed.timeline().count()).orElse(0L),
                shared.flatMap(TestBed::azure)
                        .map(azure -> azure.notModelled().calls().size())
                        .orElse(0));
        Watch ignored = site.get(Scope.TEST, Watch.class, Watch.class, () -> watch);
    }

    static void end(Site site) throws Exception {
        new End(site, site.get(Scope.TEST, Watch.class, Watch.class, () -> new Watch(Instant.EPOCH, 0, 0))).run();
    }

    /** The end of one test. */
    private record End(Site site, Watch watch, List<Throwable> problems) {
        End(Site site, Watch watch) {
            this(site, watch, new ArrayList<>());
        }

        void run() throws Exception {
            Optional<TestBed> bed = site.bedIfAny();
            bed.flatMap(TestBed::azure).ifPresent(this::checkNotModelled);
            bed.ifPresent(account -> note(account.census().leave(site.testId())));
            @Nullable Throwable failure = failure();
            EvidenceWriter evidence = new EvidenceWriter(site, watch);
            if (failure != null || !problems.isEmpty()) {
                evidence.write(failure, problems, bed);
            }
            attempt(site::takeDownTest);
            attempt(site::closeTestBed);
            note(site.run().leave(site));
            throwProblems();
            if (failure == null
                    && site.isLive()
                    && site.context().getExecutionException().isEmpty()) {
                LiveCondition.publishVerified(site.context());
            }
        }

        private @Nullable Throwable failure() {
            return site.context()
                    .getExecutionException()
                    .filter(thrown -> !(thrown instanceof TestAbortedException))
                    .orElse(null);
        }

        private void checkNotModelled(FakeAzure azure) {
            List<NotModelled.Call> calls = azure.notModelled().calls();
            List<NotModelled.Call> ours = calls.subList(Math.min(watch.notModelled(), calls.size()), calls.size());
            if (!ours.isEmpty()) {
                problems.add(NotModelledError.of(site.testId(), ours));
            }
        }

        private void note(Census.Finding finding) {
            if (!finding.traces().isEmpty()) {
                problems.add(LeftBehindError.of(finding));
            }
        }

        private void attempt(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException e) {
                problems.add(e);
            }
        }

        private void throwProblems() throws Exception {
            if (problems.isEmpty()) {
                return;
            }
            Throwable first = problems.get(0);
            problems.stream().skip(1).forEach(first::addSuppressed);
            if (first instanceof Error error) {
                throw error;
            }
            throw (Exception) first;
        }
    }
}
