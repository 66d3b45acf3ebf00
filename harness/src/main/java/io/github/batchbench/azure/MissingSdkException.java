package io.github.batchbench.azure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A library that the project has to bring itself, for the kit forces no version on it, is not on the class path. */
public final class MissingSdkException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private static final Map<String, String> LIBRARIES = libraries();

    private MissingSdkException(String library, NoClassDefFoundError missing) {
        super(
                "This needs " + library + ", which is not on the class path (" + missing.getMessage()
                        + "): the kit leaves the SDKs and their versions to your project. Add " + library
                        + " to it, in scope test if only tests need it.",
                missing);
    }

    private static Map<String, String> libraries() {
        Map<String, String> libraries = new LinkedHashMap<>();
        libraries.put("com/azure/identity/", "com.azure:azure-identity");
        libraries.put("com/azure/core/http/netty/", "com.azure:azure-core-http-netty");
        libraries.put("io/netty/", "com.azure:azure-core-http-netty");
        libraries.put("reactor/netty/", "com.azure:azure-core-http-netty");
        libraries.put("com/azure/resourcemanager/", "com.azure.resourcemanager:azure-resourcemanager-batch");
        libraries.put("com/azure/core/management/", "com.azure.resourcemanager:azure-resourcemanager-batch");
        libraries.put("com/azure/", "com.azure:azure-storage-blob");
        libraries.put("reactor/", "com.azure:azure-storage-blob");
        libraries.put("com/microsoft/", "com.microsoft.azure:azure-batch");
        libraries.put("okhttp3/", "com.microsoft.azure:azure-batch");
        libraries.put("retrofit2/", "com.microsoft.azure:azure-batch");
        libraries.put("org/assertj/", "org.assertj:assertj-core");
        libraries.put("com/github/tomakehurst/", "org.wiremock:wiremock-standalone");
        return libraries;
    }

    /**
     * Does something that needs SDKs.
     *
     * @throws MissingSdkException if one of them is not there
     */
    public static <T> T named(Supplier<T> action) {
        try {
            return action.get();
        } catch (NoClassDefFoundError missing) {
            String type = String.valueOf(missing.getMessage());
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                if (type.startsWith(library.getKey())) {
                    throw new MissingSdkException(library.getValue(), missing);
                }
            }
            throw missing;
        }
    }
}
