-- The application creates nothing. Where one role is both owner and application, it keeps what the migrations need.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ${appRole};
DO $$
BEGIN
    IF current_user <> '${appRoleName}' THEN
        REVOKE CREATE ON SCHEMA public FROM ${appRole};
    END IF;
END
$$;
