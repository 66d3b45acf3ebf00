package io.github.batchbench.fake.node;

/** A JVM that starts tasks and does not end by itself. Its first line of output is where its files are. */
final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
        TestNode node = new TestNode();
        node.start(TestNode.shell(arguments[0]));
        System.out.println(node.root());
        Thread.currentThread().join();
    }
}
