"""What Rugpijn is compared with: small, honest, and each as fast as its kind goes."""
