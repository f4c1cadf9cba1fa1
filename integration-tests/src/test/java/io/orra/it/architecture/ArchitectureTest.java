package io.orra.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The direction of dependencies and the rules of style that a machine can check, over the compiled modules. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("orra.home"));
    private static final JavaClasses PERSISTENCE = modules("persistence");
    private static final JavaClasses EJB = modules("ejb");
    private static final JavaClasses CONSUMERS = modules("jms-consumers");
    private static final JavaClasses WEB = modules("web");
    private static final JavaClasses PRODUCT = modules("persistence", "ejb", "jms-consumers", "web");
    private static final JavaClasses ALL =
            modules("persistence", "ejb", "jms-consumers", "web", "artemis-rar", "simulators", "launcher");

    @Test
    void persistence_depends_on_no_other_module() {
        noClasses()
                .should()
                .dependOnClassesThat(in(EJB).or(in(CONSUMERS)).or(in(WEB)))
                .check(PERSISTENCE);
    }

    @Test
    void services_depend_on_persistence_only_and_consumers_and_web_not_on_each_other() {
        noClasses().should().dependOnClassesThat(in(CONSUMERS).or(in(WEB))).check(EJB);
        noClasses().should().dependOnClassesThat(in(WEB)).check(CONSUMERS);
        noClasses().should().dependOnClassesThat(in(CONSUMERS)).check(WEB);
    }

    /** The server takes the class's simple name for the bean's, and of two with one name it leaves one out. */
    @Test
    void no_two_beans_of_a_module_have_one_name() {
        assertThat(beanNames(EJB)).doesNotHaveDuplicates().isNotEmpty();
        assertThat(beanNames(CONSUMERS)).doesNotHaveDuplicates().isNotEmpty();
    }

    private static List<String> beanNames(JavaClasses module) {
        return module.stream()
                .filter(type -> type.isAnnotatedWith("jakarta.ejb.Stateless")
                        || type.isAnnotatedWith("jakarta.ejb.Singleton")
                        || type.isAnnotatedWith("jakarta.ejb.MessageDriven"))
                .map(JavaClass::getSimpleName)
                .toList();
    }

    @Test
    void the_product_knows_no_simulator_and_no_launcher_and_they_know_no_product() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.orra.simulators..", "io.orra.launcher.."))
                .check(PRODUCT);
        noClasses().should().dependOnClassesThat(in(PRODUCT)).check(modules("simulators", "launcher"));
    }

    @Test
    void entities_stay_behind_the_services() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are entities", type -> type.isAnnotatedWith("jakarta.persistence.Entity")))
                .check(WEB);
    }

    @Test
    void every_resource_method_states_who_may_call_it() {
        methods()
                .that(DescribedPredicate.describe("take a request", ArchitectureTest::takesRequests))
                .should(stateARole())
                .check(WEB);
    }

    /** One made for each request would have all that it uses looked up each time. */
    @Test
    void resources_are_made_once_and_hold_nothing_of_a_request() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .should()
                .beAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")
                .check(WEB);
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .should()
                .beAnnotatedWith("jakarta.ws.rs.core.Context")
                .check(WEB);
    }

    @Test
    void nobody_leans_on_the_servers_role_annotations() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.annotation.security.."))
                .check(PRODUCT);
    }

    @Test
    void timers_are_not_persistent_and_name_a_zone_where_the_hour_matters() {
        methods()
                .that()
                .areAnnotatedWith("jakarta.ejb.Schedule")
                .should(notPersistWhatTheContainerWouldRepeat())
                .andShould(nameAZoneWhereTheHourMatters())
                .check(PRODUCT);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.ejb.Schedules")
                .because("the rules above look at single ones")
                .check(PRODUCT);
    }

    /**
     * The server begins a transaction for a timer's method whatever the bean's attribute says, and takes away for good a
     * timer whose transaction was rolled back twice: a database that is away for some seconds would end the agents.
     */
    @Test
    void timers_begin_no_transaction_of_their_own() {
        methods()
                .that()
                .areAnnotatedWith("jakarta.ejb.Schedule")
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith("jakarta.ejb.TransactionManagement")
                .check(PRODUCT);
    }

    @Test
    void no_code_of_the_product_uses_the_hosts_zone_or_old_dates_or_prints() {
        noClasses()
                .should()
                .callMethod("java.time.ZoneId", "systemDefault")
                .orShould()
                .callMethod("java.time.LocalDate", "now")
                .orShould()
                .callMethod("java.time.LocalDateTime", "now")
                .orShould()
                .callMethod("java.time.ZonedDateTime", "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.text.SimpleDateFormat")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Calendar")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PRODUCT);
    }

    @Test
    void rooms_of_the_services_have_no_way_in_circles() {
        slices().matching("io.orra.(*)..").should().beFreeOfCycles().check(EJB);
        slices().matching("io.orra.(*)..").should().beFreeOfCycles().check(WEB);
        slices().matching("io.orra.(*)..").should().beFreeOfCycles().check(CONSUMERS);
    }

    @Test
    void no_class_hides_behind_a_word_that_says_nothing() {
        classes()
                .that(not(resideInAnyPackage("io.orra.artemis..")))
                .should(endWithARealName())
                .check(ALL);
    }

    private static JavaClasses modules(String... names) {
        return new ClassFileImporter()
                .importPaths(Arrays.stream(names)
                        .map(name -> ROOT.resolve(name).resolve("target/classes"))
                        .toList());
    }

    private static DescribedPredicate<JavaClass> in(JavaClasses module) {
        Set<String> names = Set.copyOf(module.stream().map(JavaClass::getName).toList());
        return DescribedPredicate.describe("are of that module", type -> names.contains(type.getName()));
    }

    private static boolean takesRequests(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod"));
    }

    private static ArchCondition<JavaMethod> stateARole() {
        return new ArchCondition<>("carry @AllowedTo, themselves or by their class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean stated = method.isAnnotatedWith("io.orra.identity.AllowedTo")
                        || method.getOwner().isAnnotatedWith("io.orra.identity.AllowedTo");
                events.add(new SimpleConditionEvent(method, stated, method.getFullName() + " states no role"));
            }
        };
    }

    private static ArchCondition<JavaMethod> notPersistWhatTheContainerWouldRepeat() {
        return new ArchCondition<>("have persistent = false") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean holds =
                        Boolean.FALSE.equals(schedule(method).get("persistent").orElse(true));
                events.add(new SimpleConditionEvent(method, holds, method.getFullName() + " is persistent"));
            }
        };
    }

    private static ArchCondition<JavaMethod> nameAZoneWhereTheHourMatters() {
        return new ArchCondition<>("name a zone, or run at every minute of every day") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaAnnotation<JavaMethod> schedule = schedule(method);
                boolean holds = !schedule.get("timezone").orElse("").equals("")
                        || Stream.of("hour", "minute", "dayOfMonth", "month", "dayOfWeek", "year")
                                .allMatch(unit -> "*".equals(schedule.get(unit).orElse("")));
                events.add(new SimpleConditionEvent(method, holds, method.getFullName() + " runs in the host's zone"));
            }
        };
    }

    private static JavaAnnotation<JavaMethod> schedule(JavaMethod method) {
        return method.getAnnotationOfType("jakarta.ejb.Schedule");
    }

    private static ArchCondition<JavaClass> endWithARealName() {
        return new ArchCondition<>("not end in Manager, Helper, Util, Utils or Impl") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean empty = type.getSimpleName().matches(".*(Manager|Helper|Utils?|Impl)");
                events.add(new SimpleConditionEvent(type, !empty, type.getName() + " has no real name"));
            }
        };
    }
}
