package dev.belay.api.access;

/// An identity provider whose tokens are trusted.
///
/// @param issuer as tokens name it
/// @param audience that tokens have to name
/// @param rolesClaim a list of `workspace:role`; `*:role` stands for all workspaces
/// @param keys the provider's public keys
public record TokenIssuer(String issuer, String audience, String rolesClaim, TokenKeys keys) {
    public static final String ROLES_CLAIM = "belay_roles";
}
