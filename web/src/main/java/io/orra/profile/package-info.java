/** The trading profile over HTTP. */
package io.orra.profile;
