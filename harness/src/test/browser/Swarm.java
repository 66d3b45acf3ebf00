import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.Script;
import java.time.Duration;

/** A fake in virtual time whose job {@code swarm} has scripted tasks of a minute and more: on ten thousand nodes no process would do. */
class Swarm {
    public static void main(String[] args) throws Exception {
        try (FakeAzure azure = FakeAzure.start()) {
            azure.clock().virtual();
            azure.scripts()
                    .job("swarm")
                    .play(run -> {
                        int number = run.taskId().hashCode() & 0xff;
                        Script script = number < 8 ? Script.exits(3) : Script.succeeds();
                        return script.after(Duration.ofSeconds(60 + number));
                    });
            System.out.printf(
                    "{\"portal\":\"%s\",\"batchEndpoint\":\"%s\",\"storageAccount\":\"%s\"}%n",
                    azure.portal(), azure.batchEndpoint(), azure.storageAccount());
            while (System.in.read() >= 0) {
                // It ends with who started it.
            }
        }
    }
}
