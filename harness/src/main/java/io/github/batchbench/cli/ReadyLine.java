package io.github.batchbench.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.batchbench.api.BatchKeys;
import io.github.batchbench.api.FakeApplication;
import io.github.batchbench.api.FakeAuthority;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeManagement;
import io.github.batchbench.api.StorageKeys;
import io.github.batchbench.azure.AccountConfiguration;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How {@code serve} says where it is, when it is ready. */
enum ReadyLine {
    /** One line of JSON. */
    JSON {
        @Override
        String of(FakeAzure azure) {
            StringWriter line = new StringWriter();
            // By hand, for the binding of objects takes as long to load as a third of the server.
            try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
                json.writeStartObject();
                for (Map.Entry<String, String> fact : facts(azure).entrySet()) {
                    json.writeStringField(fact.getKey(), fact.getValue());
                }
                json.writeEndObject();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return line.toString();
        }
    },

    /** Lines that a shell takes, with the names that the Azure tools and this kit look for. */
    ENV {
        @Override
        String of(FakeAzure azure) {
            Map<String, String> facts = facts(azure);
            Map<String, String> variables = new LinkedHashMap<>();
            VARIABLES.forEach((variable, fact) -> variables.put(variable, facts.getOrDefault(fact, "")));
            azure.trust().ifPresent(trust -> {
                variables.put(AccountConfiguration.CA_FILE, trust.caFile().toString());
                variables.putAll(trust.variables());
                FakeAuthority authority = azure.authority();
                variables.put("AZURE_AUTHORITY_HOST", authority.uri().toString());
                // By its id, every client would ask Microsoft about the authority first.
                variables.put("AZURE_TENANT_ID", "adfs");
                variables.put("AZURE_CLIENT_ID", authority.clientId());
                variables.put("AZURE_CLIENT_SECRET", authority.clientSecret());
                FakeManagement management = azure.management();
                variables.put("AZURE_SUBSCRIPTION_ID", management.subscriptionId());
                variables.put(
                        AccountConfiguration.MANAGEMENT_ENDPOINT,
                        management.endpoint().toString());
            });
            return variables.entrySet().stream()
                    .map(variable -> "export " + variable.getKey() + "='" + quoted(variable.getValue()) + "'")
                    .collect(Collectors.joining("\n"));
        }
    },

    /** Lines of a properties file. */
    PROPERTIES {
        @Override
        String of(FakeAzure azure) {
            return facts(azure).entrySet().stream()
                    .map(fact -> "batchbench." + fact.getKey() + "="
                            + fact.getValue().replace("\\", "\\\\"))
                    .collect(Collectors.joining("\n"));
        }
    };

    /** For a place between apostrophes; a folder's name can have some. */
    private static String quoted(String value) {
        return value.replace("'", "'\\''");
    }

    private static final Map<String, String> VARIABLES = variables();

    private static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AZURE_BATCH_ENDPOINT", "batchEndpoint");
        variables.put("AZURE_BATCH_ACCOUNT", "account");
        variables.put("AZURE_BATCH_ACCESS_KEY", "key");
        variables.put("AZURE_STORAGE_BLOB_ENDPOINT", "blobEndpoint");
        variables.put("AZURE_STORAGE_ACCOUNT", "storageAccount");
        variables.put("AZURE_STORAGE_KEY", "storageKey");
        variables.put("AZURE_STORAGE_CONNECTION_STRING", "connectionString");
        variables.put("BATCHBENCH_PORTAL", "portal");
        return variables;
    }

    /** What is printed, without a line break at the end. */
    abstract String of(FakeAzure azure);

    private static Map<String, String> facts(FakeAzure azure) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("batchEndpoint", azure.batchEndpoint().toString());
        facts.put("account", azure.batchAccount());
        facts.put("key", azure.batchKey());
        facts.put("blobEndpoint", azure.blobEndpoint().toString());
        facts.put("storageAccount", azure.storageAccount());
        facts.put("storageKey", azure.storageKey());
        facts.put("connectionString", azure.storageConnectionString());
        facts.put("portal", azure.portal().toString());
        azure.trust().ifPresent(trust -> {
            facts.put("caCertificate", trust.caFile().toString());
            facts.put("caBundle", trust.bundleFile().toString());
            facts.put("trustStore", trust.trustStoreFile().toString());
            FakeAuthority authority = azure.authority();
            facts.put("authority", authority.uri().toString());
            facts.put("tenantId", authority.tenantId());
            facts.put("clientId", authority.clientId());
            facts.put("clientSecret", authority.clientSecret());
            facts.put("objectId", authority.objectId());
            int number = 2;
            for (FakeApplication application : authority.applications()) {
                facts.put("clientId" + number, application.clientId());
                facts.put("clientSecret" + number, application.clientSecret());
                facts.put("objectId" + number, application.objectId());
                number++;
            }
            facts.put("identityEndpoint", authority.identityEndpoint().toString());
            facts.put("identityHeader", authority.identityHeader());
            facts.put("metadataEndpoint", authority.metadataEndpoint().toString());
            facts.put("federatedToken", authority.federatedToken());
            FakeManagement management = azure.management();
            facts.put("managementEndpoint", management.endpoint().toString());
            facts.put("subscriptionId", management.subscriptionId());
            facts.put("resourceGroup", management.resourceGroup());
            management.cloudPort().ifPresent(port -> {
                facts.put("cloudPort", Integer.toString(port));
                facts.put("hosts", "127.0.0.1 " + String.join(" ", management.cloudNames()));
            });
        });
        List<BatchKeys> accounts = azure.batchKeys();
        for (int i = 1; i < accounts.size(); i++) {
            facts.put("batchEndpoint" + (i + 1), accounts.get(i).endpoint().toString());
            facts.put("account" + (i + 1), accounts.get(i).account());
            facts.put("key" + (i + 1), accounts.get(i).key1());
        }
        for (int i = 1; i < azure.storageKeys().size(); i++) {
            StorageKeys more = azure.storageKeys().get(i);
            facts.put(
                    "blobEndpoint" + (i + 1), azure.blobEndpoint(more.account()).toString());
            facts.put("storageAccount" + (i + 1), more.account());
            facts.put("storageKey" + (i + 1), more.key1());
        }
        return facts;
    }
}
