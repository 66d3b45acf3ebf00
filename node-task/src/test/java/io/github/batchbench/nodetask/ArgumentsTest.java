package io.github.batchbench.nodetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final String UPLOAD = "--filepath in.txt --numwords 3 --storageaccount acct --storagecontainer out ";

    @Test
    void theTutorialsArgumentsNameTheAccountsPublicAddress() throws TaskFailure {
        Arguments arguments = parse(UPLOAD + "--sastoken sv=1&sig=x", Map.of());
        assertThat(arguments.filepath()).isEqualTo("in.txt");
        assertThat(arguments.numwords()).isEqualTo(3);
        assertThat(arguments.dryRun()).isFalse();
        assertThat(arguments.upload())
                .isEqualTo(new UploadTarget("https://acct.blob.core.windows.net", "out", "sv=1&sig=x"));
    }

    @Test
    void tokenMayComeFromTheEnvironmentAndWithAQuestionMark() throws TaskFailure {
        Arguments arguments = parse(
                UPLOAD + "--endpoint=http://127.0.0.1:10000/acct", Map.of(Arguments.TOKEN_VARIABLE, " ?sv=1&sig=x\n"));
        assertThat(arguments.upload()).isEqualTo(new UploadTarget("http://127.0.0.1:10000/acct", "out", "sv=1&sig=x"));
    }

    @Test
    void aDryRunNeedsNoAccount() throws TaskFailure {
        assertThat(parse("--dry-run --filepath a --numwords 1", Map.of()).dryRun())
                .isTrue();
    }

    @Test
    void slotsDivideTheCoresAndThreadsOverrideThem() throws TaskFailure {
        int cores = Runtime.getRuntime().availableProcessors();
        String dryRun = "--dry-run --filepath a --numwords 1 ";
        assertThat(parse(dryRun, Map.of()).threads()).isEqualTo(cores);
        assertThat(parse(dryRun + "--slots " + cores, Map.of()).threads()).isEqualTo(1);
        assertThat(parse(dryRun + "--slots 1000", Map.of()).threads()).isEqualTo(1);
        assertThat(parse(dryRun + "--slots 1000 --threads 7", Map.of()).threads())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                  | --filepath is missing
            --filepath a                                        | --numwords is missing
            --filepath a --numwords 1 --what                    | unknown argument '--what'
            --filepath a --numwords                             | --numwords needs a value
            --filepath a --filepath b                           | --filepath is given twice
            --filepath a --dry-run --numwords 0                 | --numwords must be a whole number from 1
            --filepath a --dry-run --numwords -3                | --numwords must be a whole number from 1
            --filepath a --dry-run --numwords three             | but is 'three'
            --filepath a --dry-run --numwords 99999999999       | --numwords must be
            --filepath a --dry-run --numwords 1 --slots 0       | --slots must be
            --filepath a --numwords 1                           | no token to upload with
            --filepath a --numwords 1 --sastoken sv=1           | no field sig
            --filepath a --numwords 1 --sastoken sig=1          | --storageaccount is missing
            --filepath a --numwords 1 --sastoken sig=1 --storageaccount b                   | --storagecontainer is missing
            --filepath a --numwords 1 --sastoken sig=1 --storageaccount b --endpoint ftp:x  | --endpoint must be
            """)
    void wrongArgumentsAreUsageErrorsThatSayWhatToDo(String line, String message) {
        assertThatThrownBy(() -> parse(line, Map.of()))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(message)
                .hasMessageContaining("--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"se=2026&sig=SECRET", "--sastok=sig=SECRET", "--numwords=sig=SECRET --filepath a --dry-run"})
    void noMessageShowsAToken(String line) {
        assertThatThrownBy(() -> parse(line, Map.of())).message().doesNotContain("SECRET");
    }

    private static Arguments parse(String line, Map<String, String> environment) throws TaskFailure {
        return Arguments.parse(line.isEmpty() ? new String[0] : line.strip().split(" +", -1), environment);
    }
}
