package io.github.batchbench.api;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureManagement;
import io.github.batchbench.azure.MissingSdkException;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.model.ImageQuery;
import io.github.batchbench.azure.model.PoolSpec;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The nine steps of a Batch workflow: stage files, make a pool and a job, add a task for each input, wait, collect, clean
 * up. Told nothing, it counts the three most frequent words of the tutorial texts on one node.
 *
 * <p>Each run makes containers, a pool and a job of its own names and deletes them again, whether it succeeds, fails or is
 * interrupted. Not thread-safe; may be run more than once.
 */
public final class BatchWorkflow {
    private static final int TUTORIAL_WORDS = 3;

    private final AzureAccount account;
    private final Pause pause;

    private @Nullable Application application;
    private final List<Input> inputs = new ArrayList<>();
    private Function<StagedInput, TaskCommand> task = input -> NodeTask.topWords(input, TUTORIAL_WORDS);
    private final Map<String, String> environment = new TreeMap<>();
    private Duration timeout = Duration.ofMinutes(20);
    private @Nullable Duration taskTimeout;
    private int taskRetries;
    private @Nullable Path outputFolder;
    private @Nullable String existingPool;
    private int dedicatedNodes = 1;
    private int spotNodes;
    private int slotsPerNode = 1;
    private String vmSize = "standard_d2s_v3";
    private ImageQuery image = ImageQuery.UBUNTU;
    private @Nullable String subnetId;
    private boolean installJava;
    private boolean keepJob;
    private boolean keepPool;
    private BooleanSupplier confirmDeletion = () -> true;
    private String owner = "batchbench";
    private @Nullable Duration poolLife;
    private Budget budget = Budget.UNLIMITED;
    private @Nullable Quota quota;
    private @Nullable AzureManagement management;
    private Backoff backoff = Backoff.DEFAULT;
    private WorkflowListener listener = WorkflowListener.NONE;

    private BatchWorkflow(AzureAccount account, Pause pause) {
        this.account = account;
        this.pause = pause;
    }

    /** A workflow on an account, fake or live, by the machine's own time. */
    public static BatchWorkflow on(AzureAccount account) {
        return on(account, Pause.REAL);
    }

    /**
     * A workflow on an account that costs money: what is in it is counted first, Java is installed on nodes that have
     * none, and what may take more than {@link Budget#FIRST_RUN} is refused.
     */
    public static BatchWorkflow onLive(AzureAccount account) {
        return on(account).installJava(true).quota(Quota.UNKNOWN).budget(Budget.FIRST_RUN);
    }

    /** A workflow on an account that waits and dates its signatures by the given time. */
    public static BatchWorkflow on(AzureAccount account, Pause pause) {
        return new BatchWorkflow(account, pause);
    }

    /** The program that the start task puts on each node; without it {@link NodeTask#jar()}. */
    public BatchWorkflow application(Application program) {
        this.application = program;
        return this;
    }

    /** The program that the start task puts on each node, as a file. */
    public BatchWorkflow application(Path program) {
        return application(Application.of(program));
    }

    /** Adds files to work on, each for one task. Files of the same name are kept apart. */
    public BatchWorkflow inputs(Path... files) {
        return inputs(List.of(files));
    }

    /** Adds files to work on, each for one task. Files of the same name are kept apart. */
    public BatchWorkflow inputs(Collection<Path> files) {
        files.forEach(file -> inputs.add(new Input.OfFile(file)));
        return this;
    }

    /** Adds a text to work on under a file's name. */
    public BatchWorkflow input(String name, String content) {
        inputs.add(new Input.OfText(name, content));
        return this;
    }

    /** Adds the three texts of the tutorial, {@code taskdata1.txt} and so on; without any input they are taken too. */
    public BatchWorkflow tutorialTexts() {
        return texts(Corpus.tutorial());
    }

    /** Adds texts that come with the kit. */
    public BatchWorkflow texts(Collection<TutorialText> texts) {
        texts.forEach(text -> input(text.name(), text.content()));
        return this;
    }

    /** What the task of an input runs. */
    public BatchWorkflow task(Function<StagedInput, TaskCommand> command) {
        this.task = command;
        return this;
    }

    /** A setting in the environment of every task. */
    public BatchWorkflow environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** How long to wait for all tasks; 20 minutes if not said. */
    public BatchWorkflow timeout(Duration all) {
        if (all.isZero() || all.isNegative()) {
            throw new IllegalArgumentException("The time-out must be longer than nothing, not " + all + ".");
        }
        this.timeout = all;
        return this;
    }

    /** How long one task may run before the service ends it; no limit if not said. */
    public BatchWorkflow taskTimeout(Duration each) {
        this.taskTimeout = each;
        return this;
    }

    /** How often a failed task is run again; never if not said. */
    public BatchWorkflow taskRetries(int count) {
        this.taskRetries = count;
        return this;
    }

    /** Where the outputs go; without it they stay in memory, in the result. Created if need be, files are replaced. */
    public BatchWorkflow outputFolder(Path folder) {
        this.outputFolder = folder;
        return this;
    }

    /** How many dedicated nodes; one if not said. */
    public BatchWorkflow nodes(int dedicated) {
        return nodes(dedicated, 0);
    }

    /** How many dedicated nodes and how many cheap ones that may be taken away. */
    public BatchWorkflow nodes(int dedicated, int spot) {
        this.dedicatedNodes = dedicated;
        this.spotNodes = spot;
        return this;
    }

    /** How many tasks a node runs at once; one if not said. */
    public BatchWorkflow slotsPerNode(int slots) {
        this.slotsPerNode = slots;
        return this;
    }

    /** The size of the nodes, {@code standard_d2s_v3} if not said. */
    public BatchWorkflow vmSize(String size) {
        this.vmSize = size;
        return this;
    }

    /** Which image the nodes run, {@link ImageQuery#UBUNTU} if not said. */
    public BatchWorkflow image(ImageQuery query) {
        this.image = query;
        return this;
    }

    /** The subnet's resource id for the nodes to be in. */
    public BatchWorkflow subnet(String resourceId) {
        this.subnetId = resourceId;
        return this;
    }

    /** Lets the start task install a Java runtime where there is none, which needs an administrator's rights there. */
    public BatchWorkflow installJava(boolean whereThereIsNone) {
        this.installJava = whereThereIsNone;
        return this;
    }

    /** Uses a pool that is there already, and leaves it there; each task brings the program with it. */
    public BatchWorkflow pool(String existingId) {
        this.existingPool = existingId;
        return this;
    }

    /** Leaves the job, whose tasks and their files can be looked at then. */
    public BatchWorkflow keepJob() {
        this.keepJob = true;
        return this;
    }

    /** Leaves the pool, which costs money on a real account. */
    public BatchWorkflow keepPool() {
        this.keepPool = true;
        return this;
    }

    /** Is asked, after a run that came to its end, before what is not to be kept of job and pool is deleted. */
    public BatchWorkflow confirmDeletion(BooleanSupplier question) {
        this.confirmDeletion = question;
        return this;
    }

    /** Who owns what the run makes, as its metadata says. */
    public BatchWorkflow owner(String name) {
        this.owner = name;
        return this;
    }

    /**
     * How long the pool may have nodes; 20 minutes more than the time-out if not said. After that the service itself
     * takes them away, even if this process has died long since, and so also those of a pool that was to be kept. If it
     * is less than the time-out, the run waits no longer than this.
     */
    public BatchWorkflow poolLife(Duration time) {
        this.poolLife = time;
        return this;
    }

    /** What the run may take at most; no limit if not said. */
    public BatchWorkflow budget(Budget most) {
        this.budget = most;
        return this;
    }

    /** Counts what is in the account before anything is created, and holds it against this. */
    public BatchWorkflow quota(Quota limits) {
        this.quota = limits;
        return this;
    }

    /**
     * Reads the account's quotas there when {@link #quota} is checked, by {@code com.azure.resourcemanager:azure-resourcemanager-batch},
     * which the project then has to have. What is said by {@code quota} counts in place of what is read. If they cannot be read, the
     * listener is warned, and the run goes on.
     */
    public BatchWorkflow management(AzureManagement subscription) {
        this.management = subscription;
        return this;
    }

    /** How patient to be with a service that is busy. */
    public BatchWorkflow backoff(Backoff patience) {
        this.backoff = patience;
        return this;
    }

    /** Who hears how it goes. */
    public BatchWorkflow listener(WorkflowListener who) {
        this.listener = who;
        return this;
    }

    /**
     * Runs the nine steps.
     *
     * @return how the tasks went, which may have failed
     * @throws InvalidInputException if an input or the output folder cannot be used; then nothing was created
     * @throws LimitExceededException if it might take more than it may; then nothing was created
     * @throws WorkflowTimeoutException if tasks are not over in time
     * @throws WorkflowInterruptedException if this thread is interrupted
     * @throws io.github.batchbench.azure.batch.PoolUnusableException as soon as no node will ever run a task
     * @throws io.github.batchbench.azure.batch.TasksNotAddedException if the service refused tasks
     * @throws io.github.batchbench.azure.AzureException if a service refused something else or could not be reached
     */
    public WorkflowResult run() {
        return start(RunNames.at(pause.now()), WorkflowRun::run);
    }

    /**
     * Picks up a run whose process died: waits for its tasks, downloads, cleans up. Of what this object is told only the
     * time-out, the output folder, the owner and what is to be kept count.
     *
     * @param runId as the marks of what it made say, for example {@code bb-20261123-134501-k3f9a2}
     * @throws InvalidInputException if there is no such run of this owner, or it died before all its tasks were added
     */
    public WorkflowResult resume(String runId) {
        return start(new RunNames(runId, pause.now()), WorkflowRun::resume);
    }

    private WorkflowResult start(RunNames names, Function<WorkflowRun, WorkflowResult> how) {
        RunSettings settings = settings();
        Preflight.check(settings);
        return MissingSdkException.named(() -> {
            try (BatchService batch = BatchService.open(account, pause, backoff)) {
                return how.apply(new WorkflowRun(
                        account, settings, names, batch, BlobStorage.open(account, pause), pause, listener));
            }
        });
    }

    private RunSettings settings() {
        List<Input> all = new ArrayList<>(inputs);
        if (all.isEmpty()) {
            Corpus.tutorial().forEach(text -> all.add(new Input.OfText(text.name(), text.content())));
        }
        PoolSpec.Nodes nodes = new PoolSpec.Nodes(dedicatedNodes, spotNodes);
        return new RunSettings(
                application == null ? NodeTask.jar() : application,
                List.copyOf(all),
                task,
                Map.copyOf(environment),
                new RunSettings.Pool(existingPool, nodes, slotsPerNode, vmSize, image, subnetId, installJava),
                new RunSettings.TaskLimits(timeout, taskTimeout, taskRetries, poolLife),
                new RunSettings.Spending(budget, quota, management),
                outputFolder,
                new RunSettings.Ending(keepJob, keepPool || existingPool != null, confirmDeletion),
                owner);
    }
}
