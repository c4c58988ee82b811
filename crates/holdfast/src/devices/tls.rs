//! TLS on the line of the monitors: the house proves who it is, and where it names an authority, each monitor proves that it has
//! a certificate of it. Without that, whoever reaches the line can say that they are a monitor.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

/// The files, in PEM.
#[derive(Debug, Clone)]
pub struct Files {
    /// The certificate of the house, and those between it and its authority.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
    /// The authority of the monitors' own certificates; none: they need none.
    pub monitors: Option<PathBuf>,
}

/// Reads them.
///
/// # Errors
/// In words: which file, and what is wrong with it.
pub fn acceptor(files: &Files) -> Result<TlsAcceptor, String> {
    let provider = Arc::new(ring::default_provider());
    let certificates = certificates(&files.certificate)?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|fault| format!("no key could be read from {}: {fault}", files.key.display()))?;
    let builder = ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|fault| fault.to_string())?;
    let builder = match &files.monitors {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            let wrong = |fault: &dyn std::fmt::Display| format!("{}: {fault}", authority.display());
            for certificate in self::certificates(authority)? {
                roots.add(certificate).map_err(|fault| wrong(&fault))?;
            }
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            builder.with_client_cert_verifier(verifier.map_err(|fault| wrong(&fault))?)
        }
    };
    let config = builder.with_single_cert(certificates, key);
    let config = config.map_err(|fault| {
        format!("{} and {} do not fit: {fault}", files.certificate.display(), files.key.display())
    })?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let wrong = |fault: &dyn std::fmt::Display| {
        format!("no certificate could be read from {}: {fault}", file.display())
    };
    let read = CertificateDer::pem_file_iter(file).map_err(|fault| wrong(&fault))?;
    let read: Vec<_> = read.collect::<Result<_, _>>().map_err(|fault| wrong(&fault))?;
    if read.is_empty() { Err(wrong(&"there is none in it")) } else { Ok(read) }
}
