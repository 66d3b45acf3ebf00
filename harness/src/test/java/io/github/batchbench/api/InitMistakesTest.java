package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that a fake cannot begin with, and the schema that says so beforehand. */
@Timeout(120)
class InitMistakesTest {
    @TempDir
    private Path folder;

    /** What cannot be, and what is said of it. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("", "init.yaml is empty."),
                arguments("a: [", "init.yaml, line 1, column 5: "),
                arguments("pools: []", "init.yaml, line 1, pools: there is no such field, only $schema, apiVersion"),
                arguments(
                        "batchAccounts:\n  - pools: []",
                        "init.yaml, line 2, batchAccounts[0]: the field name is missing."),
                arguments(
                        "batchAccounts:\n  - name: 17",
                        "line 2, batchAccounts[0].name: this is the number or truth value 17,"
                                + " but must be a text: write it in quotes."),
                arguments(
                        "batchAccounts:\n  - name: No", "line 2, batchAccounts[0].name: The name of the Batch account"),
                arguments(
                        "batchAccounts:\n  - {name: abc}\n  - name: abc",
                        "line 3, batchAccounts[1].name: there is another one with the name 'abc'."),
                arguments(
                        "batchAccounts:\n  - name: abc\n    location: Atlantis",
                        "line 3, batchAccounts[0].location: there is no region 'Atlantis'."),
                arguments(
                        "batchAccounts:\n  - name: abc\n    keys: {primary: '?'}",
                        "line 3, batchAccounts[0].keys.primary: the key is not Base64."),
                arguments(
                        "batchAccounts:\n  - name: abc\n    storageAccount: nowhere",
                        "line 3, batchAccounts[0].storageAccount: there is no storage account 'nowhere'."),
                arguments(
                        "batchAccounts:\n  - name: abc\n    properties:\n      publicNetworkAccess: Disabled",
                        "line 2, batchAccounts[0]: NotImplemented"),
                arguments(
                        "batchAccounts:\n  - name: abc\n    pools:\n      - id: p\n        vmSize: standard_z9\n"
                                + "        virtualMachineConfiguration:\n          imageReference: {publisher: canonical, offer:"
                                + " 0001-com-ubuntu-server-jammy, sku: 22_04-lts}\n          nodeAgentSKUId: batch.node.ubuntu 22.04",
                        "line 5, batchAccounts[0].pools[0].vmSize: InvalidPropertyValue"),
                arguments(
                        "batchAccounts:\n  - name: abc\n    pools:\n      - id: p\n        color: red",
                        "line 5, batchAccounts[0].pools[0].color: InvalidRequestBody"),
                arguments(
                        "batchAccounts:\n  - name: abc\n    jobs:\n      - id: j\n        poolInfo: {poolId: p}\n"
                                + "        tasks:\n          - id: t",
                        "line 7, batchAccounts[0].jobs[0].tasks[0]: MissingRequiredProperty"),
                arguments(
                        "batchAccounts:\n  - name: abc\n    quotas: {pools: -1}",
                        "line 3, batchAccounts[0].quotas.pools: this must be a whole number from 0."),
                arguments(
                        "storageAccounts:\n  - name: abc\n    containers:\n      - name: UPPER",
                        "line 4, storageAccounts[0].containers[0]: InvalidResourceName"),
                arguments(
                        "storageAccounts:\n  - name: abc\n    containers:\n      - name: abc\n        folder: nowhere",
                        "line 5, storageAccounts[0].containers[0].folder: there is no folder"),
                arguments(
                        "storageAccounts:\n  - name: abc\n    containers:\n      - name: abc\n        blobs:\n          - name: b",
                        "line 6, storageAccounts[0].containers[0].blobs[0]: a blob has either a text or a file."),
                arguments("clock: {start: tomorrow}", "line 1, clock.start: 'tomorrow' is no time"),
                arguments("faults:\n  - allocate=0\n  - nothing", "line 3, faults[1]: "),
                arguments("faults: []\nfaults: []", "line 2, faults: the field is there twice."),
                arguments("faults: &a [*a]", "line 1, faults[0]: this is a list, but must be a text."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedByLineAndField(String text, String said) throws Exception {
        Path file = file("init.yaml", text);

        assertThatThrownBy(() -> start(file).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    /** What the schema finds, too: the shape of the file itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pools: []",
                "batchAccounts:\n  - pools: []",
                "batchAccounts:\n  - name: 17",
                "batchAccounts:\n  - name: No",
                "batchAccounts:\n  - name: abc\n    quotas: {pools: -1}",
                "batchAccounts:\n  - name: abc\n    keys: {second: abc}",
                "batchAccounts:\n  - name: abc\n    applications: [{id: a, packages: [{version: '1'}]}]",
                "storageAccounts:\n  - name: abc\n    containers:\n      - name: abc\n        blobs:\n          - name: b",
                "clock: {tomorrow: true}",
                "faults: a"
            })
    void theSchemaRefusesWhatTheFakeRefuses(String text) throws Exception {
        Path file = file("init.yaml", text);

        assertThat(validated(text)).isNotEmpty();
        assertThatThrownBy(() -> start(file).close()).isInstanceOf(IllegalArgumentException.class);
    }

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(InitMistakesTest.class.getResourceAsStream("/io/github/batchbench/init.schema.json"));

    static Set<ValidationMessage> validated(String text) {
        return SCHEMA.validate(text, InputFormat.YAML);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static FakeAzure start(Path file) {
        return FakeAzure.start(FakeAzureOptions.defaults().withInit(file));
    }
}
