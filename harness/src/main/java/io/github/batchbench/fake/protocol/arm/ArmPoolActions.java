package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Authentication;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.protocol.batch.schema.BodySchema;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pools of a Batch account: those of the data plane, in other words. */
final class ArmPoolActions {
    private static final String ALL = BatchAccountActions.ONE + "/pools";
    private static final String ONE = ALL + "/{pool}";

    /** Until this version of Resource Manager's, pools have certificates; so has the data plane's of that time. */
    private static final String CURRENT_SINCE = "2025-06-01";

    private static final String BEFORE = "2024-07-01.20.0";

    /** Until this one they may be made of cloud services. */
    private static final String MACHINES_SINCE = "2024-07-01";

    private static final String WITH_CLOUD_SERVICES = "2024-02-01.19.0";

    private static final String DELETION = "delete-";

    private static final ArmListing LISTING = new ArmListing("Pool_ListByBatchAccount");

    private final Subscription subscription;
    private final BatchAccountView accounts;

    ArmPoolActions(Subscription subscription) {
        this.subscription = subscription;
        this.accounts = new BatchAccountView(subscription);
    }

    List<Route> routes() {
        return List.of(
                Route.of("Pool_ListByBatchAccount", "GET", ALL, this::list),
                Route.of("Pool_Get", "GET", ONE, call -> on(call, (batch, view) -> shown(pool(call, batch), view))),
                Route.of("Pool_Create", "PUT", ONE, this::put),
                Route.of("Pool_Update", "PATCH", ONE, this::patch),
                Route.of("Pool_Delete", "DELETE", ONE, this::delete),
                Route.of("Pool_StopResize", "POST", ONE + "/stopResize", this::stopResize),
                Route.of("Pool_DisableAutoScale", "POST", ONE + "/disableAutoScale", this::disableAutoScale),
                Route.of(
                        "PoolOperation_GetResult",
                        "GET",
                        BatchAccountActions.ONE + "/poolOperationResults/{operation}",
                        this::deleted));
    }

    /** Does something with an account's pools. */
    private interface Step {
        ArmAnswer with(BatchAccount batch, ArmPoolView view);
    }

    /** Under the account's lock. */
    private ArmAnswer on(ArmCall call, Step step) {
        BatchResource resource = accounts.named(call);
        BatchAccount batch = subscription.served(resource);
        ArmPoolView view = new ArmPoolView(accounts.id(resource), version(call));
        return batch.exclusively(() -> step.with(batch, view));
    }

    private static String version(ArmCall call) {
        if (call.version().compareTo(MACHINES_SINCE) < 0) {
            return WITH_CLOUD_SERVICES;
        }
        return call.version().compareTo(CURRENT_SINCE) < 0 ? BEFORE : CURRENT_SINCE;
    }

    private static Pool pool(ArmCall call, BatchAccount batch) {
        return batch.pools().get(call.name("pool"));
    }

    /** The pool, if there is one, also one that is on its way out. */
    private static Optional<Pool> find(String id, BatchAccount batch) {
        return batch.pools().all().stream()
                .filter(pool -> pool.id().equalsIgnoreCase(id))
                .findFirst();
    }

    private static ArmAnswer shown(Pool pool, ArmPoolView view) {
        return ArmAnswer.json(200, view.of(pool)).of(pool.revision());
    }

    private ArmAnswer list(ArmCall call) {
        return on(
                call,
                (batch, view) -> LISTING.of(
                        call,
                        batch.pools().all().stream()
                                .map(pool -> ArmListing.selected(call, view.of(pool), PoolBody.PROPERTIES))
                                .toList()));
    }

    /** Makes a pool, or changes one that is there, as far as the request's conditions let it. */
    private ArmAnswer put(ArmCall call) {
        PoolBody body = PoolBody.of(call.body());
        return on(call, (batch, view) -> {
            Optional<Pool> present = find(call.name("pool"), batch);
            checkConditions(call, present);
            return present.isPresent() ? changed(call, batch, view) : shown(add(call, batch, body), view);
        });
    }

    private static Pool add(ArmCall call, BatchAccount batch, PoolBody body) {
        Document asked = Document.of("id", call.name("pool")).merged(body.properties());
        Document sized = asked.merged(body.size().map(PoolBody.Size::properties).orElse(Document.EMPTY));
        Document checked = normalised("PoolAddParameter", sized, version(call));
        return batch.pools().add(checked.merged(body.beside()), Authentication.TOKEN);
    }

    private static Document normalised(String type, Document sent, String version) {
        BodySchema schema = BodySchema.of(type);
        return schema.normalised(schema.structured(sent, version, notice -> {}), version);
    }

    private ArmAnswer patch(ArmCall call) {
        return on(call, (batch, view) -> {
            checkConditions(call, Optional.of(pool(call, batch)));
            return changed(call, batch, view);
        });
    }

    /** What is sent as it is shown changes nothing: clients send back what they got, without the secrets in it. */
    private static ArmAnswer changed(ArmCall call, BatchAccount batch, ArmPoolView view) {
        Pool pool = pool(call, batch);
        Document shown =
                ArmJson.read(ArmJson.print(view.of(pool))).object("properties").orElse(Document.EMPTY);
        Document news = Document.EMPTY;
        for (var property : call.body()
                .object("properties")
                .orElse(Document.EMPTY)
                .properties()
                .entrySet()) {
            if (!property.getValue().equals(shown.properties().get(property.getKey()))) {
                news = news.with(property.getKey(), property.getValue());
            }
        }
        PoolBody body = PoolBody.of(call.body().with("properties", news));
        Document patch = normalised("PoolPatchParameter", changes(pool, body.properties(), call), version(call));
        batch.pools().check(patch);
        Document change = patch.merged(body.beside());
        if (!change.properties().isEmpty() || !body.gone().isEmpty()) {
            Pool ignored = batch.pools().amend(pool.id(), change, body.gone());
        }
        body.size().ifPresent(size -> resize(batch, pool, size));
        return shown(pool, view);
    }

    /** What is not as the pool has it already; a client that makes a pool once more changes nothing by it (recorded). */
    private static Document changes(Pool pool, Document sent, ArmCall call) {
        Document named = Document.of("id", pool.id())
                .with("vmSize", pool.spec().string("vmSize").orElse(""));
        Document asked = normalised("PoolAddParameter", named.merged(sent), version(call));
        Document changes = sent;
        for (String name : sent.properties().keySet()) {
            Object value = asked.properties().get(name);
            if (value != null && value.equals(pool.spec().properties().get(name))) {
                changes = changes.without(name);
            }
        }
        return changes;
    }

    private static void resize(BatchAccount batch, Pool pool, PoolBody.Size size) {
        if (size.isFormula()) {
            Optional<String> formula = size.properties().string("autoScaleFormula");
            boolean same = pool.autoScales() && formula.equals(pool.settings().formula());
            if (!same) {
                Pool ignored = batch.autoScaling()
                        .enable(pool.id(), formula, size.properties().duration("autoScaleEvaluationInterval"));
            }
            return;
        }
        if (pool.autoScales()) {
            Pool ignored = batch.autoScaling().disable(pool.id());
        }
        PoolSpec.Resize request = new PoolSpec.Resize(size.deallocation()
                .map(option -> size.properties().with("nodeDeallocationOption", option.toLowerCase(Locale.ROOT)))
                .orElse(size.properties()));
        if (!request.target(pool.target()).equals(pool.target())) {
            Pool ignored = batch.pools().resize(pool.id(), request);
        }
    }

    private ArmAnswer delete(ArmCall call) {
        return on(call, (batch, view) -> {
            Optional<Pool> found = find(call.name("pool"), batch);
            if (found.isEmpty()) {
                return ArmAnswer.status(204);
            }
            batch.pools().delete(found.get().id());
            return accepted(call, view, found.get());
        });
    }

    private static ArmAnswer accepted(ArmCall call, ArmPoolView view, Pool pool) {
        return ArmAnswer.accepted(call.origin() + view.account() + "/poolOperationResults/" + DELETION + pool.id()
                + "?api-version=" + call.version());
    }

    /** A pool that is on its way out is the operation that takes it away. */
    private ArmAnswer deleted(ArmCall call) {
        return on(
                call,
                (batch, view) -> find(call.name("operation").replaceFirst("^" + DELETION, ""), batch)
                        .filter(pool -> pool.lifecycle().is(PoolState.DELETING))
                        .map(leaving -> accepted(call, view, leaving))
                        .orElseGet(() -> ArmAnswer.status(200)));
    }

    private ArmAnswer stopResize(ArmCall call) {
        return on(call, (batch, view) -> shown(batch.pools().stopResize(call.name("pool")), view));
    }

    private ArmAnswer disableAutoScale(ArmCall call) {
        return on(call, (batch, view) -> shown(batch.autoScaling().disable(call.name("pool")), view));
    }

    /** The status is that of custom. */
    private static void checkConditions(ArmCall call, Optional<Pool> present) {
        Optional<String> match = call.request().headers().first("If-Match");
        Optional<String> noneMatch = call.request().headers().first("If-None-Match");
        boolean refused = match.isPresent() && (present.isEmpty() || !names(match.get(), present.get()));
        if (refused) {
            throw BatchErrorCode.CONDITION_NOT_MET.exception();
        }
        if (noneMatch.isPresent() && present.isPresent() && names(noneMatch.get(), present.get())) {
            throw BatchErrorCode.POOL_EXISTS.exception();
        }
    }

    private static boolean names(String header, Pool pool) {
        return header.equals("*")
                || header.replace("W/", "")
                        .replace("\"", "")
                        .equals(pool.revision().eTag());
    }
}
