package io.github.batchbench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins ES modules to one script, as a page from the file system can import none. They keep to what makes that easy: an
 * import is a line that names what it takes, and {@code export} stands before a function, class or constant. Each keeps its
 * names to itself.
 */
final class ScriptModules {
    private static final Pattern IMPORT =
            Pattern.compile("^import \\{ ([^}]+) } from \"([^\"]+)\";$", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export ((?:async )?function|class|const|let) ([A-Za-z_$][\\w$]*)", Pattern.MULTILINE);
    private static final Pattern LEFT_OVER = Pattern.compile("^\\s*(import|export)\\b.*$", Pattern.MULTILINE);

    private final UnaryOperator<String> source;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    private ScriptModules(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * The script that a module and all that it imports come to.
     *
     * @param source the text of a module by its name
     */
    static String join(String module, UnaryOperator<String> source) {
        ScriptModules modules = new ScriptModules(source);
        modules.add(module);
        return "\"use strict\";\n" + modules.out;
    }

    private String add(String name) {
        String known = variables.get(name);
        if (known != null) {
            return known;
        }
        String text = source.apply(name);
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            String ignored = add(resolve(imports.group(2)));
        }
        String inside = IMPORT.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement("const { " + found.group(1).replace(" as ", ": ") + " } = "
                                + variables.get(resolve(found.group(2))) + ";"));
        List<String> exported = new ArrayList<>();
        inside = EXPORT.matcher(inside).replaceAll(found -> {
            exported.add(found.group(2));
            return Matcher.quoteReplacement(found.group(1) + " " + found.group(2));
        });
        Matcher leftOver = LEFT_OVER.matcher(inside);
        if (leftOver.find()) {
            throw new IllegalStateException(
                    name + " cannot be joined: " + leftOver.group().strip());
        }
        String variable = "module" + variables.size();
        variables.put(name, variable);
        out.append("const ").append(variable).append(" = (() => {\n").append(inside);
        out.append("\nreturn { ").append(String.join(", ", exported)).append(" };\n})();\n");
        return variable;
    }

    /** All of them lie beside each other, or one folder below. */
    private static String resolve(String path) {
        return path.replaceFirst("^(\\./|\\.\\./)", "");
    }
}
