package io.orra.launcher.demo;

import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.Steps;
import io.orra.launcher.settings.PortSetting;
import java.io.PrintWriter;
import java.util.List;

/** Goes through the steps until one's result is wrong. */
public final class Demo {
    private final Stack stack;
    private final Progress progress;
    private final PrintWriter out;

    public Demo(Stack stack, Progress progress, PrintWriter out) {
        this.stack = stack;
        this.progress = progress;
        this.out = out;
    }

    /** @return whether every result was right */
    public boolean run() {
        DemoWorld world = new DemoWorld(stack);
        try {
            return steps(world).stream().allMatch(this::done);
        } finally {
            clear(world);
        }
    }

    private static List<DemoStep> steps(DemoWorld world) {
        return List.of(
                new TenantFromWebhook(world, false),
                new TenantFromWebhook(world, true),
                new TokenAccepted(world, "1"),
                new TokenAccepted(world, "2"),
                TokenRefused.missing(world),
                TokenRefused.unsigned(world),
                TokenRefused.unknownTenant(world),
                new CredentialsSealed(world),
                new CredentialsStatus(world),
                new ConnectionChecked(world),
                new SessionInRedis(world, true),
                new TimerLogin(world),
                new SessionInRedis(world, false),
                new TicksPublished(world),
                new WrongSeedReported(world),
                new ExecutionNotified(world),
                new HealthAnswers(world, PortSetting.API_PORT, null),
                new HealthAnswers(world, PortSetting.AUTH_AGENT_PORT, "auth-agent"),
                new HealthAnswers(world, PortSetting.TICKER_AGENT_PORT, "ticker-agent"),
                new HealthAnswers(world, PortSetting.NOTIFICATION_AGENT_PORT, "notification-agent"));
    }

    private boolean done(DemoStep step) {
        try {
            Steps.run(progress, step.title(), step::run);
            return true;
        } catch (Mismatch wrong) {
            tell(wrong.expected(), wrong.came());
        } catch (StackFailure failure) {
            tell("an answer", failure.getMessage());
        } catch (RuntimeException unreadable) {
            tell("an answer of the known form", unreadable.getClass().getSimpleName());
        }
        return false;
    }

    private void tell(String expected, String came) {
        out.println("        expected: " + expected);
        out.println("        came:     " + came);
        out.println("        log:      " + stack.service(ServiceName.PAYARA).log() + " (./orra logs payara)");
        out.flush();
    }

    private void clear(DemoWorld world) {
        try {
            world.clear();
        } catch (StackFailure away) {
            out.println("        The demo's tenants could not be removed: " + away.getMessage());
            out.flush();
        }
    }
}
