package io.github.batchbench.api;

/** A task before it is added: its input lies in storage, and its command is known. */
record StagedTask(String id, StagedInput input, TaskCommand command) {
    boolean runsTheProgram() {
        return command.script().contains(input.application());
    }
}
