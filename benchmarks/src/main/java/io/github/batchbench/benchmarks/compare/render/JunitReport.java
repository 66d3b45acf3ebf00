package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.compare.Gate;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.report.RowKey;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML: a row is a test case. It fails if the gate fails on its verdict; an inconclusive one on which the gate
 * does not fail is skipped, since it has tested nothing.
 */
final class JunitReport {
    private final Comparison comparison;
    private final Set<Gate.Condition> failOn;
    private final Columns columns;

    /** One test case. Failure and skip are empty if it passed. */
    private record Case(RowKey key, String name, String failure, String skip, String output) {}

    private JunitReport(Outcome outcome) {
        this.comparison = outcome.comparison();
        this.failOn = outcome.gate().failOn();
        this.columns = new Columns(comparison);
    }

    static void write(Outcome outcome, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitReport(outcome).write(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the JUnit report cannot be written", e);
        }
        out.append(text.toString());
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        List<Case> cases = cases();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "benchmarks");
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", count(cases.stream().map(Case::failure).toList()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(cases.stream().map(Case::skip).toList()));
        xml.writeAttribute("time", "0");
        for (Case test : cases) {
            write(xml, test);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private static String count(List<String> texts) {
        return Long.toString(texts.stream().filter(text -> !text.isEmpty()).count());
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        comparison.rows().forEach(row -> cases.add(ofRow(row)));
        comparison.onlyBase().forEach(row -> cases.add(missing(row, "only in the base")));
        comparison.onlyCandidate().forEach(row -> cases.add(missing(row, "only in the new")));
        return cases;
    }

    private Case ofRow(RowComparison row) {
        String text = "%s: %s (%s), p %s. %s"
                .formatted(
                        row.verdict().label(),
                        Figures.change(row.change()),
                        row.changeInterval().map(Figures::interval).orElse("unknown"),
                        row.effect().map(effect -> Figures.p(effect.holm())).orElse(Figures.NONE),
                        Prose.note(row))
                .strip();
        boolean fails = (row.verdict() == Verdict.REGRESSED && failOn.contains(Gate.Condition.REGRESSED))
                || (row.verdict() == Verdict.INCONCLUSIVE && failOn.contains(Gate.Condition.INCONCLUSIVE));
        boolean skipped = !fails && row.verdict() == Verdict.INCONCLUSIVE;
        return new Case(
                row.key(), columns.whole(row), fails ? text : "", skipped ? text : "", fails || skipped ? "" : text);
    }

    private Case missing(Missing row, String where) {
        boolean fails = failOn.contains(Gate.Condition.MISSING);
        return new Case(row.key(), columns.whole(row), fails ? where : "", fails ? "" : where, "");
    }

    private void write(XMLStreamWriter xml, Case test) throws XMLStreamException {
        int dot = test.key().benchmark().lastIndexOf('.');
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname", dot < 0 ? "" : Clean.line(test.key().benchmark().substring(0, dot)));
        xml.writeAttribute("name", Clean.line(test.name()));
        xml.writeAttribute("time", "0");
        element(xml, "failure", test.failure());
        element(xml, "skipped", test.skip());
        if (!test.output().isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(Clean.line(test.output()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String message) throws XMLStreamException {
        if (!message.isEmpty()) {
            xml.writeEmptyElement(name);
            xml.writeAttribute("message", Clean.line(message));
        }
    }
}
