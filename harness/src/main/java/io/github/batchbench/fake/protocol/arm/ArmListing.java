package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.odata.Filter;
import io.github.batchbench.fake.protocol.batch.odata.SkipToken;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A page of a list of Batch's: filtered, cut at {@code maxresults}, with a link to the next one. Pages go by name, so that what comes
 * and goes between two of them neither hides nor repeats anything.
 *
 * @param operation whose {@code $filter} it is
 */
record ArmListing(String operation) {
    private static final int LARGEST_PAGE = 1000;
    private static final String SKIP = "$skipToken";

    /** These can be filtered on, and nobody has said what they are compared with. */
    private static final List<String> UNCLEAR = List.of("scaleSettings");

    /**
     * The page that a call asks for.
     *
     * @param items all, in the form in which they are shown, with a {@code name} each
     */
    ArmAnswer of(ArmCall call, List<Document> items) {
        Predicate<Document> wanted = call.parameter("$filter").map(this::filter).orElse(item -> true);
        int size = call.parameter("maxresults").map(ArmListing::size).orElse(LARGEST_PAGE);
        String after = call.parameter(SKIP).map(SkipToken::key).orElse("");
        List<Document> rest = items.stream()
                .sorted((a, b) -> String.CASE_INSENSITIVE_ORDER.compare(name(a), name(b)))
                .filter(item -> after.isEmpty() || name(item).compareToIgnoreCase(after) > 0)
                .filter(wanted)
                .toList();
        List<Document> page = new ArrayList<>(rest.subList(0, Math.min(size, rest.size())));
        Document body = Document.of("value", page);
        return ArmAnswer.json(
                200,
                page.size() < rest.size() ? body.with("nextLink", next(call, name(page.get(page.size() - 1)))) : body);
    }

    private static String name(Document item) {
        return item.string("name").orElse("");
    }

    private Predicate<Document> filter(String text) {
        if (UNCLEAR.stream().anyMatch(text::contains)) {
            throw ResourceErrorCode.notModelled(operation + " with the $filter " + text);
        }
        return Filter.parse(operation, text);
    }

    private static int size(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= LARGEST_PAGE) {
                return size;
            }
        } catch (NumberFormatException noNumber) {
            // Refused below.
        }
        throw refused("maxresults", text, "It is no number from 1 to " + LARGEST_PAGE);
    }

    private static BatchException refused(String name, String value, String reason) {
        return BatchErrorCode.INVALID_QUERY_PARAMETER_VALUE
                .exception()
                .with("QueryParameterName", name)
                .with("QueryParameterValue", value)
                .with("Reason", reason);
    }

    private static String next(ArmCall call, String last) {
        String query = Arrays.stream(call.request().query().split("&", -1))
                .filter(part ->
                        !part.toLowerCase(Locale.ROOT).replace("%24", "$").startsWith("$skiptoken="))
                .collect(Collectors.joining("&"));
        return call.origin() + call.request().path() + "?" + query + "&$skipToken="
                + SkipToken.after(last).replace("^", "%5E").replace("=", "%3D");
    }

    /**
     * What {@code $select} leaves of the properties; what a resource is called stays.
     *
     * @param known the names of the properties that there are
     */
    static Document selected(ArmCall call, Document item, Set<String> known) {
        Optional<String> select = call.parameter("$select");
        if (select.isEmpty()) {
            return item;
        }
        List<String> names = Arrays.stream(select.get().split(",", -1))
                .map(name -> name.strip().replaceFirst("^properties/", ""))
                .toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw refused("$select", select.get(), "The property '" + unknown + "' does not exist");
        });
        return item.mapObject(
                "properties",
                properties -> Document.of(properties.properties().entrySet().stream()
                        .filter(property -> names.contains(property.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new))));
    }
}
