package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations on the files of tasks and nodes. */
final class FileHandlers {
    /** The files that an operation is about: those of a node, or the part of them that is a task's. */
    private record Root(NodeFiles files, String directory) {
        String pathOnNode(String path) {
            return directory.isEmpty() ? path : path.isEmpty() ? directory : directory + "/" + path;
        }

        String nameOf(NodeFiles.Entry entry) {
            return directory.isEmpty() ? entry.path() : entry.path().substring(directory.length() + 1);
        }
    }

    /** Finds the files that a call is about. */
    private interface RootOf {
        Root of(Call call);
    }

    private final BatchAccount account;

    FileHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "File_ListFromTask", call -> list(call, this::taskFiles),
                "File_ListFromComputeNode", call -> list(call, this::nodeFiles),
                "File_GetFromTask", call -> get(call, this::taskFiles),
                "File_GetFromComputeNode", call -> get(call, this::nodeFiles),
                "File_GetPropertiesFromTask", call -> properties(call, this::taskFiles),
                "File_GetPropertiesFromComputeNode", call -> properties(call, this::nodeFiles),
                "File_DeleteFromTask", call -> delete(call, this::taskFiles),
                "File_DeleteFromComputeNode", call -> delete(call, this::nodeFiles));
    }

    private Root nodeFiles(Call call) {
        return account.exclusively(() -> {
            ComputeNode node = account.pools().node(call.pathParameter("poolId"), call.pathParameter("nodeId"));
            return new Root(account.agent().files(node.identity()), "");
        });
    }

    private Root taskFiles(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            Task task = account.tasks().get(job.id(), call.pathParameter("taskId"));
            NodeIdentity node = task.node();
            if (node == null) {
                throw task.state() == TaskState.ACTIVE
                        ? BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                                .exception()
                                .with(
                                        "Reason",
                                        "The files of the specified task cannot be accessed as the task state is still"
                                                + " active")
                        : BatchErrorCode.TASK_FILES_UNAVAILABLE.exception();
            }
            if (task.filesRemoved()) {
                throw BatchErrorCode.TASK_FILES_CLEANEDUP.exception();
            }
            boolean there = account.pools().all().stream()
                    .anyMatch(pool -> pool.node(node.nodeId()).isPresent());
            if (!there) {
                throw BatchErrorCode.TASK_FILES_UNAVAILABLE.exception();
            }
            return new Root(account.agent().files(node), Directories.ofTask(job, task.id()));
        });
    }

    private static Answer list(Call call, RootOf rootOf) throws IOException {
        Root root = rootOf.of(call);
        boolean recursive =
                call.parameter("recursive").map(Boolean::parseBoolean).orElse(false);
        List<NodeFiles.Entry> entries = new ArrayList<>(root.files().list(root.directory(), recursive));
        return Listing.of("files", entries, root::nameOf, entry -> item(call, root.nameOf(entry), entry))
                .answer(call);
    }

    private static Document item(Call call, String name, NodeFiles.Entry entry) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", name);
        item.put("url", call.url() + "/" + name);
        item.put("isDirectory", entry.directory());
        if (!entry.directory()) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("lastModified", WireTime.inBody(entry.modified()));
            // A text (recorded), as OData writes 64-bit numbers.
            properties.put("contentLength", Long.toString(entry.length()));
            properties.put("contentType", entry.contentType());
            properties.put("fileMode", entry.mode());
            item.put("properties", Document.of(properties));
        }
        return Document.of(item);
    }

    private static Answer get(Call call, RootOf rootOf) throws IOException {
        Root root = rootOf.of(call);
        NodeFiles.Entry entry = entry(call, root);
        if (entry.directory()) {
            throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                    .exception()
                    .with("Reason", "The specified path is a directory");
        }
        if (notModified(call, entry)) {
            return Answer.status(304).with("Last-Modified", HttpDates.format(entry.modified()));
        }
        FileRange range = FileRange.of(call, entry.length());
        Content content = new Content() {
            @Override
            public long length() {
                return range.length();
            }

            @Override
            public InputStream open() throws IOException {
                return root.files().open(entry.path(), range.from(), range.length());
            }
        };
        return headers(call, new Answer(200, List.of(), () -> content), entry);
    }

    private static Answer properties(Call call, RootOf rootOf) throws IOException {
        NodeFiles.Entry entry = entry(call, rootOf.of(call));
        if (notModified(call, entry)) {
            return Answer.status(304).with("Last-Modified", HttpDates.format(entry.modified()));
        }
        return headers(call, Answer.status(200).with("Content-Length", Long.toString(entry.length())), entry);
    }

    private static Answer delete(Call call, RootOf rootOf) throws IOException {
        Root root = rootOf.of(call);
        NodeFiles.Entry entry = entry(call, root);
        boolean recursive =
                call.parameter("recursive").map(Boolean::parseBoolean).orElse(false);
        if (entry.directory()
                && !recursive
                && !root.files().list(entry.path(), false).isEmpty()) {
            throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                    .exception()
                    .with("Reason", "The specified directory is not empty");
        }
        root.files().delete(entry.path(), recursive);
        return Answer.status(200);
    }

    private static NodeFiles.Entry entry(Call call, Root root) throws IOException {
        String path = path(call);
        return root.files().entry(root.pathOnNode(path)).orElseThrow(BatchErrorCode.FILE_NOT_FOUND::exception);
    }

    /** Windows clients send backslashes (recorded). */
    private static String path(Call call) {
        return call.pathParameter("filePath").replace('\\', '/');
    }

    private static boolean notModified(Call call, NodeFiles.Entry entry) {
        return Conditions.check(call, "", entry.modified()) == Conditions.Verdict.NOT_MODIFIED;
    }

    /** Nodes with Linux show a file's mode, those with Windows its creation time (recorded); ours are the former. */
    private static Answer headers(Call call, Answer answer, NodeFiles.Entry entry) {
        String request = call.request().path();
        String prefix = call.base() + request.substring(0, request.indexOf("/files/") + "/files/".length());
        Answer named = entry.directory() ? answer : answer.with("Content-Type", entry.contentType());
        return named.with("Last-Modified", HttpDates.format(entry.modified()))
                .with("ocp-batch-file-isdirectory", entry.directory() ? "True" : "False")
                .with("ocp-batch-file-url", URLEncoder.encode(prefix + path(call), StandardCharsets.UTF_8))
                .with("ocp-batch-file-mode", entry.mode());
    }
}
