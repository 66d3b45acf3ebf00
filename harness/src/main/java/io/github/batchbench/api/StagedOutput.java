package io.github.batchbench.api;

import java.net.URI;

/**
 * Where a task uploads its outputs. The token for it is in the task's environment, where no process list shows it.
 *
 * @param endpoint the storage account's address
 * @param account its name
 * @param container the container
 */
public record StagedOutput(URI endpoint, String account, String container) {
    /** The environment setting that holds the container's write token. */
    public static final String TOKEN_VARIABLE = "AZURE_STORAGE_SAS_TOKEN";
}
