package io.github.batchbench.api;

/**
 * An input on its node, as the command of its task needs it.
 *
 * @param name its name, in the task's working directory; unique in the run
 * @param application where the program lies, as a word for the shell
 * @param size in bytes
 * @param slots how many tasks its node may run at the same time
 * @param output where the task is to upload what it makes
 */
public record StagedInput(String name, String application, long size, int slots, StagedOutput output) {
    /** The environment setting that holds {@link #name()}. */
    public static final String NAME_VARIABLE = "BATCHBENCH_INPUT";

    /** The name as a word for the shell, whatever characters it has. */
    public String word() {
        return name.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*") ? name : "\"$" + NAME_VARIABLE + "\"";
    }
}
