package io.github.batchbench.fake.node.failure;

import static io.github.batchbench.fake.model.FailureInfo.Category.SERVER_ERROR;
import static io.github.batchbench.fake.model.FailureInfo.Category.USER_ERROR;

import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Category;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.model.FullDisk;
import java.util.List;

/**
 * What can go wrong on a node. Codes, categories and messages are those of the service's table of scheduling errors;
 * those of the upload to a missing or forbidden container and of a missing program are also in recorded answers.
 */
public enum NodeFailure {
    BLOB_NOT_FOUND(USER_ERROR, "BlobNotFound", "One of the specified Azure Blob(s) is not found"),
    BLOB_ACCESS_DENIED(USER_ERROR, "BlobAccessDenied", "Access for one of the specified Azure Blob(s) is denied"),
    BLOB_DOWNLOAD_TIMED_OUT(
            SERVER_ERROR,
            "BlobDownloadTimedOut",
            "Timeout encountered while downloading one of the specified Azure Blob(s)"),
    BLOB_DOWNLOAD_MISC_ERROR(
            SERVER_ERROR,
            "BlobDownloadMiscError",
            "Miscellaneous error encountered while downloading one of the specified Azure Blob(s)"),
    RESOURCE_DIRECTORY_CREATE_FAILED(
            SERVER_ERROR,
            "ResourceDirectoryCreateFailed",
            "Failure encountered creating resource directory for the task"),
    RESOURCE_FILE_CREATE_FAILED(SERVER_ERROR, "ResourceFileCreateFailed", "Failure encountered creating resource file"),
    RESOURCE_FILE_WRITE_FAILED(SERVER_ERROR, "ResourceFileWriteFailed", "Failure encountered writing resource file"),
    DISK_FULL(SERVER_ERROR, "DiskFull", "There is not enough disk space on the node that was selected to run the task"),
    COMMAND_PROGRAM_NOT_FOUND(USER_ERROR, "CommandProgramNotFound", "The specified command program is not found"),
    COMMAND_LAUNCH_FAILED(USER_ERROR, "CommandLaunchFailed", "Failed to launch the specified command line"),
    TASK_ENDED(USER_ERROR, "TaskEnded", "Task was ended by user request"),
    FILE_UPLOAD_CONTAINER_NOT_FOUND(
            USER_ERROR,
            "FileUploadContainerNotFound",
            "One of the specified Azure container(s) was not found while attempting to upload an output file"),
    FILE_UPLOAD_ACCESS_DENIED(
            USER_ERROR, "FileUploadAccessDenied", "Access to one of the specified file upload destinations was denied"),
    /** Code and wording as reported from nodes, as are those of the next two. */
    CONTAINER_INVALID_SETTINGS(
            USER_ERROR,
            "ContainerInvalidSettings",
            "At least one value of specified task container settings is invalid"),
    CONTAINER_POOL_NOT_SUPPORTED(
            USER_ERROR, "ContainerPoolNotSupported", "The specified pool does not support container tasks."),
    CONTAINER_TASK_SETTINGS_NOT_FOUND(
            USER_ERROR,
            "ContainerTaskSettingsNotFound",
            "Container-enabled compute node requires task container settings"),
    /** The code is documented; the wording of this and the next two is a guess. */
    CONTAINER_MISC_ERROR(SERVER_ERROR, "ContainerMiscError", "The container engine of the node failed"),
    CONTAINER_INVALID_IMAGE(USER_ERROR, "ContainerInvalidImage", "The image of the container could not be fetched"),
    CONTAINER_INVALID_REGISTRY(
            USER_ERROR, "ContainerInvalidRegistry", "The container registry did not let the node in"),
    /** The wording is a guess. */
    FILE_UPLOAD_MISC_ERROR(
            USER_ERROR,
            "FileUploadMiscError",
            "Miscellaneous error encountered while uploading one of the output files");

    private final Category category;
    private final String code;
    private final String message;

    NodeFailure(Category category, String code, String message) {
        this.category = category;
        this.code = code;
        this.message = message;
    }

    public FailureInfo info(Detail... details) {
        return new FailureInfo(category, code, message, List.of(details));
    }

    /** This one, unless the disk was full: that has a code of its own. */
    public NodeFailure orFullDisk(Exception cause) {
        return FullDisk.isBehind(cause) ? DISK_FULL : this;
    }

    public NodeFailureException because(Detail... details) {
        return new NodeFailureException(info(details));
    }
}
