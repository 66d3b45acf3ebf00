package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class OutputsTest {
    private static final String HOSTILE =
            "=x.</script><script>alert(1)</script><img src=x onerror=alert(2)>\u001b[31m\u202e"
                    + "|@everyone {{data}} ${x} @|red y|@ `[a](javascript:alert(3)).m";

    @TempDir
    private Path folder;

    private Path base;
    private Path candidate;

    @BeforeEach
    void writeReports() throws IOException {
        base = new JmhFile()
                .result("org.example.Sort.quick", "avgt", "us/op", 100, 5, 0.01)
                .param("size", "10")
                .result(HOSTILE, "thrpt", "ops/s", 5000, 5, 0.01)
                .param("<b>p</b>", "=1+1")
                .result("org.example.Noisy.m", "avgt", "us/op", 100, 5, 0.2)
                .result("org.example.Gone.m", "ss", "ms/op", 1, 5, 0.01)
                .writeTo(folder.resolve("base.json"));
        candidate = new JmhFile()
                .otherRun("org.example.Sort.quick", "avgt", "us/op", 130, 5, 0.01)
                .param("size", "10")
                .otherRun(HOSTILE, "thrpt", "ops/s", 5000, 5, 0.01)
                .param("<b>p</b>", "=1+1")
                .otherRun("org.example.Noisy.m", "avgt", "us/op", 100, 5, 0.2)
                .writeTo(folder.resolve("new.json"));
    }

    private Cli compare(String format) {
        return Cli.run("compare", "old=" + base, "between=" + base, "new=" + candidate, "--last", "--format", format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "csv", "json", "junit", "html"})
    void theSameInputGivesTheSameBytes(String format) {
        assertThat(compare(format).out()).isNotEmpty().isEqualTo(compare(format).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "csv", "junit"})
    void aHostileNameCannotSteerATerminalOrAPage(String format) {
        assertThat(compare(format).out()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void markdownShowsAHostileNameAsText() {
        assertThat(compare("markdown").out())
                .doesNotContain("<script", "<img", "@everyone", "[a](")
                .contains("\\|&#64;everyone");
    }

    @Test
    void theTableHasOneLineARow() {
        assertThat(compare("text").out().lines().filter(line -> line.startsWith("Sort.quick (size=10)")))
                .singleElement()
                .asString()
                .containsPattern("avgt +\\d+(\\.\\d+)? +\\d+(\\.\\d+)? +us/op +\\+\\d+\\.\\d% .* regressed");
    }

    @Test
    void csvHasNumbersInFullAndNoFormulas() throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        var records = format.parse(new StringReader(compare("csv").out())).getRecords();

        assertThat(records).hasSize(4);
        CSVRecord sort = records.stream()
                .filter(row -> row.get("benchmark").endsWith("quick"))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(sort.get("change"))).isBetween(0.25, 0.35);
        assertThat(sort.get("verdict")).isEqualTo("regressed");
        assertThat(records).allSatisfy(row -> assertThat(row.get("benchmark")).doesNotStartWith("="));
        assertThat(records).anySatisfy(row -> assertThat(row.get("verdict")).isEqualTo("missing in new"));
    }

    @Test
    void jsonKeepsToItsSchema() throws IOException {
        JsonNode tree = new JsonMapper().readTree(compare("json").out());

        try (InputStream schema = Objects.requireNonNull(Main.class.getResourceAsStream(
                "/io/github/batchbench/benchmarks/compare/render/comparison.schema.json"))) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(tree))
                    .isEmpty();
        }
        assertThat(tree.at("/gate/passed").asBoolean()).isFalse();
        assertThat(tree.at("/trends/0/points")).hasSize(3);
        assertThat(tree.at("/onlyBase/0/benchmark").asText()).isEqualTo("org.example.Gone.m");
    }

    @Test
    void junitFailsWhatTheGateFailsAndSkipsWhatCouldNotBeTold() throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(compare("junit").out())))
                .getDocumentElement();

        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure")
                        .item(0)
                        .getParentNode()
                        .getAttributes()
                        .getNamedItem("name"))
                .extracting(Object::toString)
                .asString()
                .contains("Sort.quick (size=10) avgt");
    }

    @Test
    void thePageHoldsNothingOfANameButText() {
        String page = compare("html").out();
        String before = page.substring(0, page.indexOf("<script type=\"application/json\""));

        assertThat(before).doesNotContain("<script", "<img", "onerror=alert(2)>");
        assertThat(page.split("<script", -1))
                .as("the data, the library and the page's own")
                .hasSize(4);
        assertThat(page).contains("script-src 'sha256-").doesNotContain("http-equiv=\"refresh\"");
        assertThat(before).contains("{{data}}").contains("data-label=\"verdict\"");
    }

    @Test
    void filesAreWrittenInTheFormatOfTheirName() throws IOException {
        Path page = folder.resolve("out.html");
        Path xml = folder.resolve("out.xml");

        Cli cli = Cli.run("compare", base, candidate, "-o", page, "-o", xml);

        assertThat(cli.code()).isEqualTo(1);
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
        assertThat(Files.readString(xml)).startsWith("<?xml");
        assertThat(Cli.run("compare", base, candidate, "-o", folder.resolve("no/such/folder.md"))
                        .err())
                .contains("cannot be written");
    }
}
