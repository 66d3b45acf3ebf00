package io.github.batchbench.fake.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionTest {
    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes machines = scripted.nodes;
    private final BatchAccount account = scripted.account;

    RetentionTest() {
        account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
        account.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
    }

    @Test
    void filesAreKeptForSevenDaysOrAsLongAsAsked() {
        Task usual = add("usual", Document.EMPTY);
        Task brief = add("brief", Document.of("retentionTime", "PT1H"));
        Task forEver = add("forever", Document.of("retentionTime", "P10675199DT2H48M5.4775807S"));
        timeline.advance(Duration.ofMinutes(30));
        assertThat(brief.succeeded()).isTrue();
        assertThat(machines.discarded()).isEmpty();

        timeline.advance(Duration.ofMinutes(60));
        assertThat(machines.discarded()).containsExactly("workitems/j/job-1/brief");
        assertThat(brief.filesRemoved()).isTrue();

        timeline.advance(Duration.ofDays(7));
        assertThat(machines.discarded()).containsExactly("workitems/j/job-1/brief", "workitems/j/job-1/usual");
        assertThat(usual.filesRemoved()).isTrue();
        timeline.advance(Duration.ofDays(365));
        assertThat(forEver.filesRemoved()).isFalse();
    }

    @Test
    void aTaskThatRunsAgainKeepsItsFiles() {
        machines.script(run -> Outcome.exited(1));
        Task task = add("t", Document.of("retentionTime", "PT1H"));
        timeline.advance(Duration.ofMinutes(30));
        account.tasks().reactivate("j", "t");
        timeline.advance(Duration.ofMinutes(45));
        assertThat(task.filesRemoved()).isFalse();
        timeline.advance(Duration.ofHours(1));
        assertThat(task.filesRemoved()).isTrue();
    }

    private Task add(String id, Document constraints) {
        return account.tasks()
                .add("j", Document.of("id", id).with("commandLine", "true").with("constraints", constraints));
    }
}
