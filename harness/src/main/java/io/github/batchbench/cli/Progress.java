package io.github.batchbench.cli;

import io.github.batchbench.api.Step;
import io.github.batchbench.api.WorkflowListener;
import io.github.batchbench.api.WorstCase;
import io.github.batchbench.azure.model.AccountQuota;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.transfer.TransferProgress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Tells step by step what a run does; at a terminal with a bar while it waits or transfers, elsewhere with a line for each change. */
final class Progress implements WorkflowListener, AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    private static final int KIB = 1024;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final boolean live;
    private @Nullable ProgressBar bar;
    private @Nullable TaskCounts last;

    Progress(PrintWriter out, PrintWriter err, boolean terminal, boolean live) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.live = live;
    }

    @Override
    public void worstCase(WorstCase most) {
        if (live) {
            out.println("In the worst case this takes " + most + ".");
        }
    }

    @Override
    public void accountUse(AccountUse use) {
        out.println("In the account there are " + use + ".");
    }

    @Override
    public void accountQuota(AccountQuota quota) {
        out.println("It may have " + quota + ".");
    }

    @Override
    public void step(Step step, String detail) {
        close();
        out.println(step.number() + ". " + step.title() + (detail.isEmpty() ? "" : ": " + detail));
    }

    @Override
    public void transfer(TransferProgress progress) {
        if (terminal) {
            draw(progress.allBytes() / KIB, progress.bytes() / KIB)
                    .setExtraMessage("KiB, " + progress.files() + " of " + progress.allFiles() + " files");
        }
    }

    @Override
    public void counts(TaskCounts counts, int expected) {
        if (terminal) {
            draw(expected, counts.completed())
                    .setExtraMessage(counts.running() + " running, " + counts.failed() + " failed");
        } else if (!counts.equals(last)) {
            out.println("   " + text(counts, expected));
        }
        last = counts;
    }

    private ProgressBar draw(long all, long done) {
        if (bar == null) {
            bar = bar("  ");
        }
        return bar.maxHint(all).stepTo(done);
    }

    /** A bar on standard error. */
    static ProgressBar bar(String name) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    private static String text(TaskCounts counts, int expected) {
        return counts.completed() + " of " + expected + " tasks completed, " + counts.running() + " running, "
                + counts.failed() + " failed";
    }

    @Override
    public void warning(String text) {
        err.println("Warning: " + text);
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
