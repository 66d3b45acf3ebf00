package io.github.batchbench.azure;

/**
 * A file that a node fetches before it runs a command.
 *
 * @param url where it is, with a read SAS if need be; secret
 * @param path where it goes, relative to the command's working directory
 */
public record ResourceSpec(String url, String path) {
    /** The path only: the URL holds a signature. */
    @Override
    public String toString() {
        return "ResourceSpec[path=" + path + "]";
    }
}
