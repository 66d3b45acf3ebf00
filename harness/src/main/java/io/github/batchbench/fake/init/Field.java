package io.github.batchbench.fake.init;

import io.github.batchbench.fake.model.Document;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value in a file, which knows where it stands. Immutable. */
public final class Field {
    /** As a request's body; a file can hold itself, by an alias. */
    private static final int MAX_DEPTH = 64;

    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final String file;
    private final String path;
    private final int line;
    private final Node node;

    private Field(String file, String path, int line, Node node) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.node = node;
    }

    /** The whole of a file. */
    static Field root(String file, Node node) {
        return new Field(file, "", line(node), node);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** What is wrong with it, with its place. */
    public InitFileException wrong(String reason) {
        return new InitFileException(place() + reason);
    }

    /** The same with what it came of. */
    InitFileException wrong(String reason, Throwable cause) {
        return new InitFileException(place() + reason, cause);
    }

    private String place() {
        return file + ", line " + line + (path.isEmpty() ? "" : ", " + path) + ": ";
    }

    /** Holds that it is an object with these fields at most. */
    Field object(String... known) {
        Set<String> names = new TreeSet<>(Arrays.asList(known));
        fields().forEach((name, field) -> {
            if (!names.contains(name)) {
                throw field.wrong("there is no such field, only " + String.join(", ", names) + ".");
            }
        });
        return this;
    }

    /** The fields of an object, in their order; one that is null is left out. */
    private Map<String, Field> fields() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("this is " + kind() + ", but must be an object.");
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw at("", tuple.getKeyNode()).wrong("a field's name must be a text.");
            }
            String name = key.getValue();
            Field field = new Field(file, path.isEmpty() ? name : path + "." + name, line(key), tuple.getValueNode());
            if (fields.put(name, field) != null) {
                throw field.wrong("the field is there twice.");
            }
        }
        fields.values().removeIf(Field::isNull);
        return fields;
    }

    private Field at(String suffix, Node child) {
        return new Field(file, path + suffix, line(child), child);
    }

    private boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "an object";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        Tag tag = node.getTag();
        return tag.equals(Tag.NULL)
                ? "nothing"
                : tag.equals(Tag.STR) ? "a text" : "the number or truth value " + ((ScalarNode) node).getValue();
    }

    /** A field of an object. */
    Optional<Field> field(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    /** A field that must be there. */
    Field required(String name) {
        return field(name).orElseThrow(() -> wrong("the field " + name + " is missing."));
    }

    /** The items of a field that is a list; none if it is not there. */
    List<Field> list(String name) {
        return field(name).map(Field::items).orElse(List.of());
    }

    private List<Field> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("this is " + kind() + ", but must be a list.");
        }
        List<Field> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(at("[" + items.size() + "]", item));
        }
        return items;
    }

    /** A text. */
    public String text() {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            throw wrong("this is " + kind() + ", but must be a text"
                    + (node instanceof ScalarNode ? ": write it in quotes." : "."));
        }
        return scalar.getValue();
    }

    /** A whole number from 0. */
    int count() {
        if (value(0) instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw wrong("this must be a whole number from 0.");
    }

    /** Whole numbers by name. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        fields().forEach((name, field) -> counts.put(name, field.count()));
        return counts;
    }

    /** A truth value. */
    boolean flag() {
        if (value(0) instanceof Boolean flag) {
            return flag;
        }
        throw wrong("this is " + kind() + ", but must be true or false.");
    }

    /** The object as a client would send it, without these fields. */
    Document document(String... without) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Field> all = fields();
        all.keySet().removeAll(List.of(without));
        all.forEach((name, field) -> properties.put(name, field.value(1)));
        return Document.of(properties);
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("this is nested more than " + MAX_DEPTH + " levels deep.");
        }
        if (node instanceof MappingNode) {
            Map<String, Object> properties = new LinkedHashMap<>();
            fields().forEach((name, field) -> properties.put(name, field.value(depth + 1)));
            return Document.of(properties);
        }
        if (node instanceof SequenceNode) {
            return items().stream().map(item -> item.value(depth + 1)).toList();
        }
        String text = ((ScalarNode) node).getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return Boolean.parseBoolean(text);
        }
        if (tag.equals(Tag.INT)) {
            return wholeNumber(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return number(text);
        }
        if (tag.equals(Tag.NULL)) {
            throw wrong("a list cannot hold nothing.");
        }
        return text;
    }

    private long wholeNumber(String text) {
        try {
            BigInteger number = text.startsWith("0x")
                    ? new BigInteger(text.substring(2), 16)
                    : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
            if (number.abs().compareTo(LONGEST) <= 0) {
                return number.longValue();
            }
        } catch (NumberFormatException notDecimal) {
            throw wrong("the number " + text + " cannot be read.", notDecimal);
        }
        throw wrong("the number " + text + " is out of range.");
    }

    private double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException infinity) {
            throw wrong(text + " is no number that JSON has.", infinity);
        }
        throw wrong("the number " + text + " is out of range.");
    }

    /** The first field below it that has one of these names, whatever the case; itself if there is none. */
    Field below(List<String> names) {
        return names.stream()
                .flatMap(name -> search(name, 0).stream())
                .findFirst()
                .orElse(this);
    }

    private Optional<Field> search(String name, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        if (node instanceof SequenceNode) {
            return items().stream()
                    .flatMap(item -> item.search(name, depth + 1).stream())
                    .findFirst();
        }
        if (!(node instanceof MappingNode)) {
            return Optional.empty();
        }
        Map<String, Field> fields = fields();
        return fields.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> fields.values().stream()
                        .flatMap(field -> field.search(name, depth + 1).stream())
                        .findFirst());
    }
}
