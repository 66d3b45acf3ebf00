package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.time.Engine;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The resource groups of a subscription. */
public final class ResourceGroups {
    /** As documented; the last character is no full stop. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.()-]{0,89}[\\p{L}\\p{N}_()-]");

    private final Engine engine;
    private final NavigableMap<String, ResourceGroup> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ResourceGroups(Engine engine) {
        this.engine = engine;
        engine.onReset(byName::clear);
    }

    /**
     * Makes a group, or changes the tags of one that is there.
     *
     * @param location its region, empty if none is given
     * @throws ResourceException if the name cannot be one, the region is missing or unknown, or is not the group's
     */
    public ResourceGroup put(String name, Optional<String> location, Document tags) {
        if (!NAME.matcher(name).matches()) {
            throw ResourceErrorCode.INVALID_GROUP.exception(name);
        }
        String region = Region.nameOf(location, ResourceErrorCode.LOCATION_NOT_AVAILABLE::exception);
        return engine.exclusively(() -> {
            ResourceGroup present = byName.get(name);
            if (present != null && !present.location().equals(region)) {
                throw ResourceErrorCode.GROUP_ELSEWHERE.exception(region, present.location());
            }
            ResourceGroup group =
                    present == null ? new ResourceGroup(name, region, tags, false) : present.withTags(tags);
            byName.put(group.name(), group);
            return group;
        });
    }

    /** Changes the tags of a group. */
    public ResourceGroup tag(String name, Document tags) {
        return engine.exclusively(() -> {
            ResourceGroup group = get(name).withTags(tags);
            byName.put(group.name(), group);
            return group;
        });
    }

    /** The group of this name, if there is one. */
    public Optional<ResourceGroup> find(String name) {
        return engine.reading(() -> Optional.ofNullable(byName.get(name)));
    }

    /**
     * The group of this name.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}
     */
    public ResourceGroup get(String name) {
        return find(name).orElseThrow(() -> ResourceErrorCode.GROUP_NOT_FOUND.exception(name));
    }

    /**
     * The group of this name, which takes new resources.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}, {@code ResourceGroupBeingDeleted}
     */
    ResourceGroup active(String name) {
        ResourceGroup group = get(name);
        if (group.deleting()) {
            throw ResourceErrorCode.GROUP_LEAVING.exception(group.name());
        }
        return group;
    }

    /** What is in a group. */
    interface Member {
        /** The resource group, as its creator wrote it. */
        String group();
    }

    /**
     * The resource of this name in a group. Under the lock.
     *
     * @param all those of its type, by name
     * @throws ResourceException {@code ResourceGroupNotFound}, {@code ResourceNotFound}
     */
    <T extends Member> T member(Map<String, T> all, String type, String group, String name) {
        ResourceGroup home = get(group);
        return Optional.ofNullable(all.get(name))
                .filter(resource -> resource.group().equalsIgnoreCase(home.name()))
                .orElseThrow(() -> ResourceErrorCode.RESOURCE_NOT_FOUND.exception(type + "/" + name, group));
    }

    /**
     * Those of a group, in their order. Under the lock.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}
     */
    <T extends Member> List<T> members(Map<String, T> all, String group) {
        ResourceGroup home = get(group);
        return all.values().stream()
                .filter(resource -> resource.group().equalsIgnoreCase(home.name()))
                .toList();
    }

    /** All groups as they are now, sorted by name. */
    public List<ResourceGroup> all() {
        return engine.reading(() -> List.copyOf(byName.values()));
    }

    /** A group is there again. Under the lock. */
    void restore(ResourceGroup group) {
        byName.put(group.name(), group);
    }

    /** Under the lock. */
    void leave(String name) {
        byName.computeIfPresent(name, (key, group) -> group.leaving());
    }

    /** Under the lock. */
    void remove(String name) {
        byName.remove(name);
    }
}
