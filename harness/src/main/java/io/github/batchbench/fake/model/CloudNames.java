package io.github.batchbench.fake.model;

import java.util.List;

/** What Azure's public cloud calls its endpoints. Names are in small letters, and have neither a scheme nor a port. */
public final class CloudNames {
    /** Azure Resource Manager. */
    public static final String MANAGEMENT = "management.azure.com";

    /** The authority that issues tokens. */
    public static final String AUTHORITY = "login.microsoftonline.com";

    /** What every client of the cloud shares, whatever its accounts are called. */
    public static final List<String> SHARED = List.of(MANAGEMENT, AUTHORITY);

    /** What follows the name of a storage account. */
    public static final String BLOB_SUFFIX = ".blob.core.windows.net";

    private CloudNames() {}

    /** A Batch account. */
    public static String batch(String account, String region) {
        return account + "." + region + ".batch.azure.com";
    }

    /** The Blob service of a storage account. */
    public static String blob(String account) {
        return account + BLOB_SUFFIX;
    }
}
