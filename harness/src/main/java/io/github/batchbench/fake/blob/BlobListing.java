package io.github.batchbench.fake.blob;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Lists of the blobs of a container, in the order of their names. */
public final class BlobListing {
    private static final String SNAPSHOT_MARK = "!snapshot!";

    private final StorageAccount account;

    BlobListing(StorageAccount account) {
        this.account = account;
    }

    /**
     * What is asked for.
     *
     * @param delimiter what ends a virtual directory, empty for a flat list
     * @param marker {@link Page#next()} of the page before, empty for the first
     * @param startFrom the first name that is listed, empty for any
     */
    public record Query(
            String prefix,
            String delimiter,
            String marker,
            String startFrom,
            int limit,
            boolean snapshots,
            boolean uncommitted) {}

    /** An entry of a list. */
    public sealed interface Item {
        /** Its name. */
        String name();
    }

    /**
     * A blob.
     *
     * @param snapshot its time, empty for the blob itself
     * @param hasSnapshots whether the blob has any
     */
    public record BlobItem(String name, String snapshot, Blobs.View view, boolean hasSnapshots) implements Item {}

    /** A name under which only uncommitted blocks are. */
    public record UncommittedItem(String name) implements Item {}

    /** A virtual directory. */
    public record PrefixItem(String name) implements Item {}

    /** A page of the list. */
    public Page<Item> list(String container, Query query) {
        synchronized (account) {
            Collector collector = new Collector(query);
            NavigableMap<String, BlobSlot> blobs = account.slot(container).blobs();
            String marker = query.marker();
            int mark = marker.lastIndexOf(SNAPSHOT_MARK);
            String after = mark < 0 ? marker : marker.substring(0, mark);
            String from = Collections.max(List.of(query.prefix(), after, query.startFrom()));
            for (Map.Entry<String, BlobSlot> entry : blobs.tailMap(from, true).entrySet()) {
                String name = entry.getKey();
                if (!name.startsWith(query.prefix())) {
                    break;
                }
                if (collector.skips(name) || (mark < 0 && !marker.isEmpty() && name.compareTo(marker) <= 0)) {
                    continue;
                }
                String sinceSnapshot =
                        mark >= 0 && name.equals(after) ? marker.substring(mark + SNAPSHOT_MARK.length()) : "";
                if (!collector.add(name, entry.getValue(), sinceSnapshot)) {
                    break;
                }
            }
            return collector.page();
        }
    }

    /** A blob found by its tags. */
    public record Tagged(String container, String name, Blob blob) {}

    /**
     * A page of the blobs, not snapshots, whose tags match.
     *
     * @param container where to look, empty for everywhere
     * @param marker {@link Page#next()} of the page before, empty for the first
     */
    public Page<Tagged> find(String container, TagFilter filter, String marker, int limit) {
        synchronized (account) {
            List<Tagged> found = new ArrayList<>();
            for (Map.Entry<String, ContainerSlot> slot : account.slots().entrySet()) {
                if (!isIn(slot.getKey(), container)
                        || !isIn(slot.getKey(), filter.container().orElse(""))) {
                    continue;
                }
                for (Map.Entry<String, BlobSlot> entry : slot.getValue().blobs().entrySet()) {
                    Blob blob = entry.getValue().current();
                    String mark = slot.getKey() + "/" + entry.getKey();
                    if (blob == null || mark.compareTo(marker) <= 0 || !filter.matches(blob.tags())) {
                        continue;
                    }
                    if (found.size() == limit) {
                        Tagged last = found.get(limit - 1);
                        return new Page<>(List.copyOf(found), last.container() + "/" + last.name());
                    }
                    found.add(new Tagged(slot.getKey(), entry.getKey(), blob));
                }
            }
            return new Page<>(List.copyOf(found), "");
        }
    }

    private static boolean isIn(String container, String wanted) {
        return wanted.isEmpty() || wanted.equals(container);
    }

    private final class Collector {
        private final Query query;
        private final List<Item> items = new ArrayList<>();
        private String lastPrefix;
        private String next = "";

        Collector(Query query) {
            this.query = query;
            this.lastPrefix = endsWithDelimiter(query.marker()) ? query.marker() : "";
        }

        private boolean endsWithDelimiter(String marker) {
            return !query.delimiter().isEmpty() && marker.endsWith(query.delimiter());
        }

        /** Whether the name is in a virtual directory that is already listed. */
        boolean skips(String name) {
            return !lastPrefix.isEmpty() && name.startsWith(lastPrefix);
        }

        Page<Item> page() {
            return new Page<>(List.copyOf(items), next);
        }

        /** Adds what is under a name; false when the page is full. */
        boolean add(String name, BlobSlot slot, String sinceSnapshot) {
            for (Item item : itemsOf(name, slot)) {
                if (item instanceof BlobItem blob && isBefore(blob, sinceSnapshot)) {
                    continue;
                }
                if (items.size() == query.limit()) {
                    next = mark(items.get(items.size() - 1), item);
                    return false;
                }
                items.add(item);
                if (item instanceof PrefixItem prefix) {
                    lastPrefix = prefix.name();
                }
            }
            return true;
        }

        private static boolean isBefore(BlobItem blob, String sinceSnapshot) {
            return !sinceSnapshot.isEmpty()
                    && !blob.snapshot().isEmpty()
                    && blob.snapshot().compareTo(sinceSnapshot) <= 0;
        }

        private static String mark(Item last, Item following) {
            return last instanceof BlobItem blob && last.name().equals(following.name())
                    ? last.name() + SNAPSHOT_MARK + blob.snapshot()
                    : last.name();
        }

        private List<Item> itemsOf(String name, BlobSlot slot) {
            List<Item> found = new ArrayList<>();
            if (query.snapshots()) {
                slot.snapshots()
                        .forEach((time, blob) -> found.add(new BlobItem(
                                name,
                                time,
                                new Blobs.View(blob.at(account.stamps().now()), null),
                                true)));
            }
            Blob current = slot.current();
            if (current != null) {
                Lease lease = slot.lease(account.stamps().now());
                found.add(new BlobItem(
                        name,
                        "",
                        new Blobs.View(current.at(account.stamps().now()), lease),
                        !slot.snapshots().isEmpty()));
            } else if (query.uncommitted() && !slot.uncommitted().isEmpty()) {
                found.add(new UncommittedItem(name));
            }
            if (found.isEmpty() || query.delimiter().isEmpty()) {
                return found;
            }
            int end = name.indexOf(query.delimiter(), query.prefix().length());
            return end < 0
                    ? found
                    : List.of(new PrefixItem(
                            name.substring(0, end + query.delimiter().length())));
        }
    }
}
