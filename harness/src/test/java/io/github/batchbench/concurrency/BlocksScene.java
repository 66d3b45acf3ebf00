package io.github.batchbench.concurrency;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Blocks of one blob, staged by all and committed by all. */
final class BlocksScene implements Scene<BlocksScene.Blocks> {
    private static final String NOT_THERE = "BlobNotFound";

    /** What a reader gets, and the contents of the committed blocks and of those that wait, by their ids. */
    record Blocks(String read, Map<String, String> committed, Map<String, String> staged) {}

    private final BlockBlobClient blob;

    BlocksScene(BlockBlobClient blob) {
        this.blob = blob;
    }

    @Override
    public void request(History history, int number, Random random) throws Exception {
        String id = "b" + random.nextInt(3);
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> {
                String text = Integer.toString(100 + random.nextInt(900));
                history.call(number, "stage", id + "=" + text, () -> {
                    blob.stageBlock(coded(id), BinaryData.fromString(text));
                    return "staged";
                });
            }
            case 3, 4 -> {
                String other = "b" + random.nextInt(3);
                List<String> ids = id.equals(other) ? List.of(id) : List.of(id, other);
                history.call(number, "commit", String.join(",", ids), () -> {
                    blob.commitBlockList(ids.stream().map(BlocksScene::coded).toList(), true);
                    return "committed";
                });
            }
            case 5 -> history.call(number, "get", "", () -> "text " + blob.downloadContent());
            default ->
                history.call(number, "waiting", "", () -> {
                    List<String> ids = new ArrayList<>();
                    for (Block block :
                            blob.listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks()) {
                        ids.add(new String(Base64.getDecoder().decode(block.getName()), StandardCharsets.UTF_8));
                    }
                    return ids.stream().sorted().toList().toString();
                });
        }
    }

    private static String coded(String id) {
        return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Blocks start() {
        return new Blocks(NOT_THERE, Map.of(), Map.of());
    }

    @Override
    public Optional<Blocks> after(Blocks before, Call call) {
        return switch (call.verb()) {
            case "stage" -> {
                String[] argument = call.argument().split("=", 2);
                Map<String, String> staged = new TreeMap<>(before.staged());
                staged.put(argument[0], argument[1]);
                yield told("staged", call, new Blocks(before.read(), before.committed(), staged));
            }
            case "commit" -> commit(before, call);
            case "get" -> told(before.read(), call, before);
            default ->
                told(
                        before.read().equals(NOT_THERE) && before.staged().isEmpty()
                                ? NOT_THERE
                                : before.staged().keySet().toString(),
                        call,
                        before);
        };
    }

    private static Optional<Blocks> commit(Blocks before, Call call) {
        Map<String, String> list = new LinkedHashMap<>();
        for (String id : call.argument().split(",", -1)) {
            String text = before.staged().getOrDefault(id, before.committed().getOrDefault(id, ""));
            if (text.isEmpty()) {
                return told("InvalidBlockList", call, before);
            }
            list.put(id, text);
        }
        return told("committed", call, new Blocks("text " + String.join("", list.values()), list, Map.of()));
    }

    private static Optional<Blocks> told(String result, Call call, Blocks after) {
        return result.equals(call.result()) ? Optional.of(after) : Optional.empty();
    }
}
