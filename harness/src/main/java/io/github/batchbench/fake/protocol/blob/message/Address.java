package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.protocol.Request;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a request goes.
 *
 * @param path as {@code /account/container/blob}, not decoded, wherever the account was named
 * @param secondary whether it goes to the copy of the account that can only be read
 * @param signed the paths that a client may have signed
 */
public record Address(String account, String path, boolean secondary, Set<String> signed) {
    private static final String HERE = ".blob.localhost";
    private static final String SECONDARY = "-secondary";

    /** By the host's name if it begins with an account's, as in the cloud, else by the path, as in Azurite. */
    public static Address of(Request request, Set<String> accounts) {
        String host = request.headers().first("Host").orElse("");
        int dot = host.indexOf('.');
        String first = dot < 0 ? "" : host.substring(0, dot);
        if (accounts.contains(primary(first))) {
            String account = primary(first);
            // Some addresses here name the account twice, as some tools look for it in the host and others in the path.
            boolean twice =
                    host.substring(dot).startsWith(HERE) && request.path().startsWith("/" + account + "/");
            return twice ? pathStyle(request.path()) : hostStyle(first, request.path());
        }
        return pathStyle(request.path());
    }

    private static Address hostStyle(String name, String path) {
        String account = primary(name);
        return new Address(account, "/" + account + path, !account.equals(name), Set.of(path));
    }

    /** Where a path leads that begins with the account. */
    public static Address pathStyle(String path) {
        int end = path.indexOf('/', 1);
        String name = end < 0 ? path.substring(1) : path.substring(1, end);
        String rest = end < 0 ? "" : path.substring(end);
        String account = primary(name);
        Set<String> signed = new LinkedHashSet<>();
        signed.add(path);
        signed.add("/" + account + rest);
        return new Address(account, "/" + account + rest, !account.equals(name), signed);
    }

    /**
     * Of a request inside of a batch, which names the account if it likes to, and may sign the address that the blob has
     * outside of the batch.
     */
    public Address ofPart(String part) {
        String prefix = "/" + account + "/";
        boolean named = part.startsWith(prefix) && part.indexOf('/', prefix.length()) > 0;
        String full = named ? part : "/" + account + part;
        return new Address(account, full, secondary, Set.copyOf(List.of(part, full)));
    }

    private static String primary(String name) {
        return name.endsWith(SECONDARY) ? name.substring(0, name.length() - SECONDARY.length()) : name;
    }
}
