package io.github.batchbench.storage;

import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** HTTP clients to which every name and port is one port of this machine, as a hosts file and a forwarded port 80 make it. */
final class HostNames {
    private HostNames() {}

    static HttpClient at(int port) {
        return new NettyAsyncHttpClientBuilder(reactor.netty.http.client.HttpClient.create()
                        .resolver(new Group(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))))
                .build();
    }

    private static final class Group extends AddressResolverGroup<InetSocketAddress> {
        private final InetSocketAddress here;

        Group(InetSocketAddress here) {
            this.here = here;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
                @Override
                protected boolean doIsResolved(InetSocketAddress address) {
                    return address.equals(here);
                }

                @Override
                protected void doResolve(InetSocketAddress asked, Promise<InetSocketAddress> promise) {
                    promise.setSuccess(here);
                }

                @Override
                protected void doResolveAll(InetSocketAddress asked, Promise<List<InetSocketAddress>> promise) {
                    promise.setSuccess(List.of(here));
                }
            };
        }
    }
}
