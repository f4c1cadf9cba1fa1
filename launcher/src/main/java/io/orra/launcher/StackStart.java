package io.orra.launcher;

import io.orra.launcher.payara.PayaraService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One start. All parts start in parallel; the application itself waits for what is not there yet.
 */
final class StackStart {
    private final Stack stack;
    private final Progress progress;

    StackStart(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    void run() {
        stack.checkPorts();
        PayaraService payara = stack.payara();
        ExecutorService threads = Executors.newCachedThreadPool(StackStart::daemon);
        try {
            List<CompletableFuture<Void>> parts = new ArrayList<>();
            // First, as it takes the longest.
            parts.add(CompletableFuture.runAsync(
                    () -> Steps.run(progress, ServiceName.PAYARA.title(), () -> boot(payara)), threads));
            for (Service service : stack.backing()) {
                parts.add(CompletableFuture.runAsync(() -> start(service), threads));
            }
            all(parts).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.shutdown();
        }
        finish(payara);
        if (stack.settings().simulatedBroker()) {
            Steps.run(progress, "Demo tenant", () -> {
                stack.demoTenant().provision();
                return "logged in, ticks flow";
            });
        }
        // After the first, which brings the schema up to date.
        for (PayaraService other : stack.servers().subList(1, stack.servers().size())) {
            Steps.run(progress, other.title(), () -> boot(other));
            finish(other);
        }
    }

    private void finish(PayaraService server) {
        if (!server.deploymentCurrent()) {
            Steps.run(progress, "Deploy the EAR", () -> {
                server.deploy();
                return "new or changed";
            });
        }
        Steps.run(progress, "Health", () -> {
            server.awaitHealth();
            return server.address() + "/health";
        });
    }

    private void start(Service service) {
        boolean ran = service.running();
        Steps.run(progress, service.title(), () -> {
            service.start();
            String state = !service.embedded() ? " (not ours)" : ran ? " (ran already)" : "";
            return service.address() + state;
        });
    }

    private static String boot(PayaraService payara) {
        boolean ran = payara.running();
        payara.boot();
        return payara.address() + (ran ? " (ran already)" : "");
    }

    /** Done when all are, failed as soon as one has. */
    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> parts) {
        CompletableFuture<Void> whole = CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
        parts.forEach(part -> part.whenComplete((done, failure) -> {
            if (failure != null) {
                whole.completeExceptionally(failure);
            }
        }));
        return whole;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "orra-start");
        thread.setDaemon(true);
        return thread;
    }
}
