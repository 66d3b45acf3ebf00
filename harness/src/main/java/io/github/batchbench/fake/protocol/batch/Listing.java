package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.odata.Filter;
import io.github.batchbench.fake.protocol.batch.odata.Selection;
import io.github.batchbench.fake.protocol.batch.odata.SkipToken;
import io.github.batchbench.fake.protocol.batch.schema.BodySchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One page of a list: filtered, cut at {@code maxresults}, with a link to the next page. Pages go by key, so that items
 * which come or go between two pages neither hide nor repeat others.
 *
 * @param fragment what {@code odata.metadata} ends in
 * @param after the items whose keys come after a key, or all, sorted by key
 * @param key the key of an item
 * @param view the item as the service shows it
 */
record Listing<E>(
        String fragment,
        Function<Optional<String>, Iterable<E>> after,
        Function<E, String> key,
        Function<E, Document> view) {
    private static final int LARGEST_PAGE = 1000;

    /** A list of items that are few enough to be sorted each time. */
    static <E> Listing<E> of(String fragment, Iterable<E> items, Function<E, String> key, Function<E, Document> view) {
        return new Listing<>(
                fragment,
                start -> {
                    List<E> wanted = new ArrayList<>();
                    items.forEach(item -> {
                        if (start.isEmpty() || key.apply(item).compareToIgnoreCase(start.get()) > 0) {
                            wanted.add(item);
                        }
                    });
                    wanted.sort((a, b) -> key.apply(a).compareToIgnoreCase(key.apply(b)));
                    return wanted;
                },
                key,
                view);
    }

    /** The page that the call asks for; to be made under the account's lock. */
    Answer answer(Call call) {
        Predicate<Document> filter = call.parameter("$filter")
                .map(text -> Filter.parse(call.operation().id(), text))
                .orElse(item -> true);
        Selection selection = call.parameter("$select")
                .map(text -> Selection.parse(
                        text,
                        BodySchema.ofItems(call.operation().result())
                                .propertyNames(call.version().text())))
                .orElse(Selection.ALL);
        int size = call.parameter("maxresults").map(Integer::parseInt).orElse(LARGEST_PAGE);
        List<Document> page = new ArrayList<>();
        String last = "";
        boolean more = false;
        for (E item : after.apply(call.parameter("$skiptoken").map(SkipToken::key))) {
            Document shown = view.apply(item);
            if (filter.test(shown)) {
                if (page.size() == size) {
                    more = true;
                    break;
                }
                page.add(selection.of(shown));
                last = key.apply(item);
            }
        }
        return Answer.json(call.operation().success(), body(call, page, more ? Optional.of(last) : Optional.empty()));
    }

    private Document body(Call call, List<Document> page, Optional<String> last) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("odata.metadata", call.metadata(fragment));
        body.put("value", page);
        last.ifPresent(key -> body.put("odata.nextLink", nextLink(call, key)));
        return Document.of(body);
    }

    private static String nextLink(Call call, String key) {
        String query = Arrays.stream(call.request().query().split("&", -1))
                .filter(part -> !part.startsWith("$skiptoken=") && !part.startsWith("%24skiptoken="))
                .collect(Collectors.joining("&"));
        return call.url() + "?" + query + "&$skiptoken=" + SkipToken.after(key).replace("^", "%5E");
    }
}
