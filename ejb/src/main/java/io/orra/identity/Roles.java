package io.orra.identity;

/** The roles that resource methods name in their annotations. */
public final class Roles {

    /** Anybody with a valid token of a provisioned organisation. */
    public static final String MEMBER = "member";
    /** An administrator of the caller's own organisation ({@code org:admin} at Clerk). */
    public static final String ADMIN = "admin";
    /** An operator of Orra, over all tenants. */
    public static final String SUPER_ADMIN = "super_admin";

    private Roles() {}
}
