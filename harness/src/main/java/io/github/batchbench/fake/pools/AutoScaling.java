package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.autoscale.Evaluation;
import io.github.batchbench.fake.autoscale.Evaluation.Targets;
import io.github.batchbench.fake.autoscale.Formula;
import io.github.batchbench.fake.autoscale.FormulaException;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent.FormulaEvaluated;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pools whose size a formula decides: when it is evaluated, on which samples, and what follows. */
public final class AutoScaling {
    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(30);

    /** What happens next to a pool that scales by formula. */
    private static final class Plan {
        private final PoolSamples samples;
        private Timeline.@Nullable Event sample;
        private Timeline.@Nullable Event evaluation;
        private long evaluations;

        Plan(PoolSamples samples) {
            this.samples = samples;
        }

        void cancel() {
            if (sample != null) {
                sample.cancel();
            }
            if (evaluation != null) {
                evaluation.cancel();
            }
        }
    }

    private final Engine engine;
    private final Entities entities;
    private final Events events;
    private final Resizing resizing;
    private final Map<Pool, Plan> plans = new HashMap<>();

    AutoScaling(Engine engine, Entities entities, Events events, Resizing resizing) {
        this.engine = engine;
        this.entities = entities;
        this.events = events;
        this.resizing = resizing;
        engine.onReset(plans::clear);
    }

    /**
     * Checks that a formula could be one; whether it can be evaluated shows when it is.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code AutoScalingFormulaTooLong},
     *     {@code AutoScalingFormulaSyntaxError}
     */
    public static void check(String formula) {
        if (formula.getBytes(StandardCharsets.UTF_8).length > Formula.MAX_BYTES) {
            throw BatchErrorCode.AUTO_SCALING_FORMULA_TOO_LONG.exception();
        }
        try {
            Formula.parse(formula);
        } catch (FormulaException e) {
            throw BatchErrorCode.AUTO_SCALING_FORMULA_SYNTAX_ERROR.exception().with("Message", e.text());
        }
    }

    /**
     * Lets a formula decide a pool's size, or another formula or interval; it is evaluated at once.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code PoolBeingResized}, {@code PoolBeingDeleted}, what
     *     {@link #check} throws, {@code MissingRequiredProperty} if there is no formula yet
     */
    public Pool enable(String poolId, Optional<String> formula, Optional<Duration> interval) {
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            if (formula.isEmpty() && interval.isEmpty() && pool.autoScales()) {
                throw BatchException.missingProperty("autoScaleFormula");
            }
            if (!pool.allocation().is(AllocationState.STEADY) && !plans.containsKey(pool)) {
                throw BatchErrorCode.POOL_BEING_RESIZED.exception();
            }
            String text = formula.or(() -> pool.settings().formula())
                    .orElseThrow(() -> BatchException.missingProperty("autoScaleFormula"));
            check(text);
            Duration every = interval.orElse(pool.settings().evaluationInterval());
            entities.activePool(poolId).update(pool.settings().withFormula(text, every), engine.now());
            pool.latestResize(null);
            start(pool);
            return pool;
        });
    }

    /** The pool keeps the size it has; a resize under way goes on. */
    public Pool disable(String poolId) {
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            entities.activePool(poolId).update(pool.settings().withoutFormula(), engine.now());
            stop(pool);
            pool.latestResize(null);
            pool.autoScaleRun(null);
            return pool;
        });
    }

    /**
     * Evaluates a formula without doing what it says.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code OperationInvalidForCurrentState}
     *     if the pool does not scale by formula
     */
    public AutoScaleRun evaluate(String poolId, String formula) {
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            Plan plan = plans.get(pool);
            if (plan == null) {
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                        .exception()
                        .with("Reason", "Automatic scaling is not enabled on the pool");
            }
            return run(evaluate(pool, plan, formula));
        });
    }

    /** A pool begins to scale by its formula. */
    void start(Pool pool) {
        stop(pool);
        Plan plan = new Plan(new PoolSamples(entities, pool));
        plans.put(pool, plan);
        sample(plan);
        evaluate(pool, plan);
    }

    /** A pool scales by its formula again, and is evaluated when the interval since the last time is over. */
    void resume(Pool pool) {
        Plan plan = new Plan(new PoolSamples(entities, pool));
        plans.put(pool, plan);
        sample(plan);
        AutoScaleRun last = pool.autoScaleRun();
        Duration interval = pool.settings().evaluationInterval();
        Duration left = last == null
                ? Duration.ZERO
                : Duration.between(now(), last.timestamp().plus(interval));
        plan.evaluation = engine.scheduleDeadline(left.isNegative() ? Duration.ZERO : left, () -> evaluate(pool, plan));
    }

    /** A pool does not scale by formula any more. */
    void stop(Pool pool) {
        Plan plan = plans.remove(pool);
        if (plan != null) {
            plan.cancel();
        }
    }

    private void sample(Plan plan) {
        plan.samples.take(now());
        plan.sample = engine.scheduleDeadline(SAMPLE_PERIOD, () -> sample(plan));
    }

    private void evaluate(Pool pool, Plan plan) {
        Duration interval = pool.settings().evaluationInterval();
        plan.evaluation = engine.scheduleDeadline(interval, () -> evaluate(pool, plan));
        Evaluation evaluation = evaluate(pool, plan, pool.settings().formula().orElse(""));
        AutoScaleRun run = run(evaluation);
        pool.autoScaleRun(run);
        events.publish(new FormulaEvaluated(pool, run));
        Targets targets = evaluation.targets();
        PoolSize size = new PoolSize(targets.dedicatedNodes(), targets.lowPriorityNodes());
        if (evaluation.error().isPresent()
                || size.equals(pool.target())
                || pool.allocation().is(AllocationState.STOPPING)) {
            return;
        }
        boolean there = pool.allocation().is(AllocationState.STEADY) && size.equals(pool.current());
        pool.target(size);
        if (!there) {
            pool.resizeErrors(List.of());
            resizing.start(pool, Deallocation.of(targets.deallocationOption()));
        }
    }

    private Evaluation evaluate(Pool pool, Plan plan, String formula) {
        Targets targets = Targets.of(pool.target().dedicated(), pool.target().lowPriority());
        // The same pool at the same time draws the same random numbers in every run.
        long seed = pool.id().hashCode() * 31L + plan.evaluations++;
        return Formula.evaluate(formula, targets, plan.samples, now(), seed);
    }

    private AutoScaleRun run(Evaluation evaluation) {
        AutoScaleRun.FormulaError error = evaluation
                .error()
                .map(e -> new AutoScaleRun.FormulaError(
                        e.samplesLack() ? "InsufficientSampleData" : "AutoScalingFormulaEvaluationError",
                        e.samplesLack()
                                ? "Autoscale evaluation failed due to insufficient sample data"
                                : "The specified auto-scaling formula has evaluation error",
                        List.of(new FailureInfo.Detail("Message", e.text()))))
                .orElse(null);
        return new AutoScaleRun(now(), evaluation.results(), error);
    }

    private Instant now() {
        return engine.now();
    }
}
